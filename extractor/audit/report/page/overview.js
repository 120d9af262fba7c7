// --- overview --------------------------------------------------------------------------------------------------------

function overview() {
  const clean = functions.filter((row) => !row.unknown && !row.findings).length;
  const figure = (label, value, attention) =>
    make("div", { class: attention ? "attention" : "" }, make("dt", {}, label), make("dd", {}, String(value)));
  const { documents, levels } = DATA;
  $("figures").append(
    figure(`${W.files}, ${documents.imported} ${W.files_read}, ${documents.pages} ${W.pages}`, documents.offered,
      documents.failed.length),
    figure(W.functions, functions.length),
    figure(W.competencies, columns.length),
    figure(W.levels_known, levels.known),
    figure(W.levels_unknown, levels.unknown, levels.unknown),
    figure(W.findings, functions.reduce((sum, row) => sum + (row.findings ?? 0), 0)),
    figure(W.clean, clean),
  );
  if (DATA.left_out) $("notes").append(make("p", { class: "note" }, say("left_out", DATA.left_out)));
  if (DATA.shortened) $("notes").append(make("p", { class: "note" }, W.shortened));
  const reasons = new Map();
  if (!DATA.pictures.made) reasons.set("no-archive", []);
  for (const [path, why] of Object.entries(DATA.pictures.without)) {
    reasons.set(why, [...(reasons.get(why) ?? []), path]);
  }
  for (const [why, paths] of reasons) {
    const some = paths.slice(0, 5).join(", ") + (paths.length > 5 ? " …" : "");
    $("notes").append(make("p", { class: "note" }, W[why] + (paths.length ? ` ${paths.length}: ${some}` : "")));
  }
  if (DATA.trust) $("notes").append(make("p", { class: "note" }, make("b", {}, W.trust), ` ${DATA.trust}.`));
  if (DATA.folder) {
    const why = levels.unknown || DATA.findings.some((one) => one[SEVERITY] !== "info") ? W.settle : DATA.trust ? null : W.measure;
    if (why) $("notes").append(make("div", { class: "note" }, `${why} `, command(`jobdesc review ${quoted(DATA.folder)}`)));
  }
  for (const section of document.querySelectorAll("main > section")) {
    if (!section.hidden) $("nav").append(make("a", { href: `#${section.id}` }, W[section.id]), " ");
  }
}

// --- commands to copy -------------------------------------------------------------------------------------------------

function quoted(text) {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function command(text) {
  const copy = make("button", { type: "button", onclick: async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error;
      getSelection().selectAllChildren(shown); // no clipboard for a page from a file: selected, for Ctrl+C
    }
    copy.textContent = W.copied;
  } }, W.copy);
  const shown = make("code", {}, text);
  return make("span", { class: "command" }, shown, " ", copy);
}
