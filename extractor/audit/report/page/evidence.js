// --- evidence --------------------------------------------------------------------------------------------------------

function showEvidence(row, columnIndex) {
  const cell = row.cells.get(columnIndex), column = columns[columnIndex];
  $("evidence-title").textContent = `${row.label} · ${column.competency ?? W.not_stated}`;
  const word = wordOf(cell);
  const level = cell[LEVEL] === null ? word ?? W.unknown : String(cell[LEVEL]) + (word === null ? "" : ` “${word}”`);
  const ladder = DATA.ladders[cell[LADDER]] ?? [];
  const place = DATA.pictures.links[row.path]
    ?? (DATA.pictures.archive === null ? null : DATA.pictures.archive + row.path.split("/").map(encodeURIComponent).join("/"));
  const file = place === null ? document.createTextNode(row.path)
    : make("a", { href: `${place}#page=${cell[PAGE]}`, target: "_blank", rel: "noopener" }, row.path);
  const how = corrected(cell) ? W.corrected : W[`status_${cell[STATUS]}`];
  const facts = [[W.required, `${level} (${how})`], ...(corrected(cell) ? [[W.correction, cell[CORRECTED]]] : []), [W.file, file], [W.page, String(cell[PAGE])],
    [W.block, [column.block, column.group].filter(Boolean).join(" · ")]];
  const list = make("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  const states = { 1: ["☒", W.marked], 0: ["☐", W.not_marked], "?": ["?", W.unreadable_mark] };
  const rungs = ladder.map(([label, text, number], i) => {
    const [sign, spoken] = states[cell[MARKS][i]];
    return make("li", { class: cell[MARKS][i] === "1" ? "on" : "" }, make("span", { role: "img", "aria-label": spoken }, sign),
      make("span", {}, label === String(number) ? label : `${number} · ${label}`), make("p", {}, DATA.texts[text]));
  });
  const body = [list, picture(row, cell), make("ol", { class: "ladder" }, ...rungs)];
  if (DATA.folder && cell[LEVEL] === null) {
    body.push(make("div", { class: "note" }, `${W.say_it} `, command(`jobdesc correct ${quoted(DATA.folder)} --function ${quoted(row.document_id)}`
      + ` --competency ${quoted(cell[ID])} --value … --reason … --who …`)));
  }
  $("evidence-body").replaceChildren(...body);
  $("evidence").showModal();
}

function picture(row, cell) {
  const page = DATA.pictures.pages[row.document_id.slice(0, 12)]?.[cell[PAGE]];
  if (!page) return make("p", { class: "note" }, W[DATA.pictures.without[row.path] ?? "no-archive"]);
  if (cell[BAND] === null) return make("p", { class: "note" }, W.no_place);
  const [source, width, height] = page;
  const [top, bottom] = cell[BAND];
  const low = Math.min(height, bottom), band = `0 ${top} ${width} ${Math.max(20, low - top)}`, whole = `0 0 ${width} ${height}`;
  const view = drawn("svg", { viewBox: band, role: "img", "aria-label": say("picture_of", cell[PAGE]) });
  view.append(drawn("image", { href: source, x: 0, y: 0, width, height }));
  for (const [x0, y0, x1, y1] of cell[BOXES]) {
    view.append(drawn("rect", { x: x0 - 3, y: y0 - 3, width: x1 - x0 + 6, height: y1 - y0 + 6, rx: 2, fill: "none",
      stroke: "#d4690b", "stroke-width": 2 }));
  }
  const toggle = make("button", { type: "button", "aria-pressed": "false", onclick: () => {
    const wide = toggle.getAttribute("aria-pressed") === "false";
    view.setAttribute("viewBox", wide ? whole : band);
    toggle.setAttribute("aria-pressed", String(wide));
    toggle.textContent = wide ? W.row_only : W.whole_page;
  } }, W.whole_page);
  return make("div", {}, make("div", { class: "picture" }, view), toggle);
}

$("evidence").addEventListener("click", (event) => { if (event.target === $("evidence")) $("evidence").close(); });
