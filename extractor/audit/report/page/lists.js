// --- lists -----------------------------------------------------------------------------------------------------------

function functionLink(index, columnIndex, text) {
  const row = functions[index];
  if (!row) return text ?? "";
  if (columnIndex < 0 || !row.cells.has(columnIndex)) return text ?? row.label;
  return make("button", { class: "link", type: "button", onclick: () => showEvidence(row, columnIndex) }, text ?? row.label);
}

function list(section, headings, items, draw) {
  if (!items.length) { section.append(make("p", {}, W.none_found)); return; }
  const body = make("tbody");
  section.append(make("div", { class: "scroll-x" }, make("table", { class: "list" }, make("thead", {},
    make("tr", {}, ...headings.map((text) => make("th", { scope: "col" }, text)))), body)));
  let drawnItems = 0;
  const more = make("button", { class: "more", type: "button" });
  const grow = () => {
    body.append(...items.slice(drawnItems, drawnItems + LIST_AT_ONCE).map((item) =>
      make("tr", {}, ...draw(item).map((value) => make("td", {}, value ?? "")))));
    drawnItems = Math.min(items.length, drawnItems + LIST_AT_ONCE);
    more.textContent = say("more", Math.min(LIST_AT_ONCE, items.length - drawnItems));
    more.hidden = drawnItems === items.length;
  };
  more.addEventListener("click", grow);
  grow();
  section.append(more);
}

function lists() {
  findings();
  oddities();
  list($("failed"), [W.file, W.reason, W.message], DATA.documents.failed,
    (pdf) => [pdf.path, `${pdf.status === "failed" ? W.failed_status : W.unrecognised} (${pdf.error_code ?? ""})`,
      W[`error_${pdf.error_code}`] || pdf.message]);
  if (DATA.policy) policy(DATA.policy);
}

// By kind: one kind can have hundreds, and hide the others.
function oddities() {
  const section = $("oddities"), kinds = grouped(DATA.oddities, ([kind]) => kind);
  for (const [kind, some] of kinds) {
    const details = make("details", { class: "group", open: kinds.size === 1 || some.length <= FEW_ODDITIES },
      make("summary", {}, make("b", {}, W[kind] ?? kind), ` ${some.length}`));
    list(details, [W.function, W.competency, W.page, W.message], some,
      ([, row, column, competency, page, message, diff]) => [functions[row].label,
        functionLink(row, column, competency ?? ""), page === null ? "" : `${W.page} ${page}`, wording(message, diff)]);
    section.append(details);
  }
  if (!DATA.oddities.length) section.append(make("p", {}, W.none_found));
}

// By function, worst first; what a finding means and what to do is said once, where it is opened.
const FEW_ODDITIES = 5;
const [SEVERITY, CODE, ROW, AT_COLUMN, ON_PAGE, PATH, MESSAGE] = [0, 1, 2, 3, 4, 5, 6];

function findings() {
  const section = $("findings"), chosen = $("finding-filters");
  const options = (name, values, word) => chosen.elements[name].append(make("option", { value: "" }, W.all),
    ...[...new Set(values)].map((value) => make("option", { value }, word(value))));
  options("severity", DATA.findings.map((one) => one[SEVERITY]), (value) => W[value] ?? value);
  options("code", DATA.findings.map((one) => one[CODE]).sort(), (value) => value);
  chosen.hidden = DATA.findings.length < 2;
  const groups = make("div", {}), count = $("findings-shown");
  section.append(groups);
  const draw = () => {
    const wanted = Object.fromEntries(new FormData(chosen)), text = wanted.text.trim().toLowerCase();
    const shown = DATA.findings.filter((one) => (!wanted.severity || one[SEVERITY] === wanted.severity)
      && (!wanted.code || one[CODE] === wanted.code)
      && (!text || [one[MESSAGE], one[PATH], functions[one[ROW]]?.label].some((part) => part?.toLowerCase().includes(text))));
    const byFunction = grouped(shown, (one) => (one[ROW] < 0 ? one[PATH] : one[ROW]));
    groups.replaceChildren(...[...byFunction.values()].map((some) => findingGroup(some, byFunction.size)));
    if (!shown.length) groups.append(make("p", {}, W.none_found));
    count.textContent = say("findings_shown", shown.length, DATA.findings.length);
  };
  chosen.addEventListener("input", draw);
  chosen.addEventListener("submit", (event) => event.preventDefault());
  chosen.addEventListener("reset", () => setTimeout(draw));
  draw();
}

function findingGroup(some, groups) {
  const row = functions[some[0][ROW]];
  const counts = ["error", "warning", "info"].map((severity) => [severity, some.filter((one) => one[SEVERITY] === severity).length])
    .filter(([, number]) => number).map(([severity, number]) => make("span", { class: severity }, number === 1 ? `1 ${W[severity]}` : say(`${severity}_many`, number)));
  const details = make("details", { class: "group", open: groups < 4 && some.length < 30 },
    make("summary", {}, make("b", {}, row?.label ?? some[0][PATH]), " ", ...counts.flatMap((one) => [one, " "])));
  const fill = () => { if (details.childElementCount === 1) details.append(make("ul", { class: "cards" }, ...some.map(findingCard))); };
  details.addEventListener("toggle", fill);
  if (details.open) fill();
  return details;
}

function findingCard(one) {
  const about = DATA.kinds[one[CODE]], row = functions[one[ROW]];
  const place = one[AT_COLUMN] < 0 || !row ? null : functionLink(one[ROW], one[AT_COLUMN], columns[one[AT_COLUMN]].competency);
  return make("li", {}, make("p", {}, make("span", { class: one[SEVERITY] }, W[one[SEVERITY]] ?? one[SEVERITY]), " ", one[MESSAGE]),
    make("p", { class: "hint" }, make("code", {}, one[CODE]), one[ON_PAGE] === null ? "" : ` · ${W.page} ${one[ON_PAGE]}`,
      place === null ? "" : " · ", place ?? ""),
    about ? make("p", { class: "hint" }, ...withCode(`${about[0]} ${about[1]}`)) : null);
}

// What stands between `backticks` is something to type.
function withCode(text) {
  return text.split("`").map((part, i) => (i % 2 ? make("code", {}, part) : part));
}

function wording(message, diff) {
  if (!diff.length) return message;
  const words = diff.map(([change, text]) => (change === "s" ? text
    : make(change === "r" ? "del" : "ins", { "aria-label": `${change === "r" ? W.removed : W.added} ${text}`, role: change === "r" ? "deletion" : "insertion" }, text)));
  return make("div", {}, message, make("div", {}, ...words.flatMap((word) => [word, " "])));
}

function policy({ title, rules, notes }) {
  const section = $("policy");
  section.hidden = false;
  section.append(make("p", { class: "hint" }, title), ...notes.map((note) => make("p", { class: "note" }, note)));
  for (const rule of rules) {
    const counts = [["violation", W.violation, rule.violation], ["unknown-verdict", W.unknown_verdict, rule.unknown],
      ["pass", W.pass, rule.pass]].filter(([, , count]) => count);
    const summary = make("summary", {}, make("span", {}, rule.description, " "),
      ...counts.flatMap(([kind, text, count]) => [make("span", { class: kind }, `${count} ${text}`), " "]),
      make("span", { class: "hint" }, `${rule.id} (${W[rule.severity]})`));
    const details = make("details", { open: rule.results.length > 0 && rule.results.length < 15 }, summary);
    if (rule.results.length) {
      list(details, [W.function, W.evidence], rule.results, ([row, verdict, evidence]) => [functions[row].label,
        make("div", {}, ...evidence.map(([text, column]) => make("div", {}, functionLink(row, column, text))))]);
    }
    section.append(details);
  }
}
