"use strict";
// Everything is built with textContent and properties: no text of a document is ever read as HTML.
const DATA = JSON.parse(document.getElementById("payload").textContent);
const W = DATA.words;
const ROW_HEIGHT = 28, SPARE_ROWS = 12, LIST_AT_ONCE = 200, PRINT_COLUMNS = 26;
const [COLUMN, LEVEL, STATUS, PAGE, MARKS, BOXES, BAND, LADDER, CORRECTED] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const $ = (id) => document.getElementById(id);

function say(key, ...values) {
  return values.reduce((text, value, i) => text.replace(`{${i}}`, String(value)), W[key] ?? key);
}

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function drawn(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// --- the functions, each with its cells by column -------------------------------------------------------------------

const columns = DATA.columns.map((column, index) => ({ ...column, index }));
const functions = DATA.functions.map((row, index) => {
  const cells = new Map(row.cells.map((cell) => [cell[COLUMN], cell]));
  const unknown = row.cells.filter((cell) => cell[LEVEL] === null).length;
  const sought = [row.name, row.service, row.path, row.function_key].filter(Boolean).join("\n").toLowerCase();
  return { ...row, index, cells, unknown, sought, label: row.name ?? row.function_key };
});
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function levelClass(level) {
  return `l${Math.max(0, Math.min(4, Math.floor(level)))}`;
}

function corrected(cell) {
  return cell[CORRECTED] !== undefined;
}

function cellLook(cell) {
  if (cell === undefined) return { text: "–", kind: "la", spoken: W.absent };
  const [mark, said, look] = corrected(cell) ? ["*", `, ${W.corrected}`, " lc"] : ["", "", ""];
  if (cell[LEVEL] === null) return { text: `?${mark}`, kind: `lu${look}`, spoken: W.unknown + said };
  return { text: cell[LEVEL] + mark, kind: levelClass(cell[LEVEL]) + look, spoken: cell[LEVEL] + said };
}

function median(values) {
  if (!values.length) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

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
  for (const section of document.querySelectorAll("main > section")) {
    if (!section.hidden) $("nav").append(make("a", { href: `#${section.id}` }, W[section.id]), " ");
  }
}

// --- matrix ----------------------------------------------------------------------------------------------------------

const grid = $("grid"), scroller = $("scroller"), filters = $("filters");
let rows = [], shownColumns = [], sortColumn = null, descending = true, active = [0, 0], first = -1, last = -1;

function choices(name, values) {
  const select = filters.elements[name];
  const known = [...new Set(values.filter((value) => value !== null))].sort(collator.compare);
  select.append(make("option", { value: "" }, W.all), ...known.map((value) => make("option", { value }, value)));
}

function setUpMatrix() {
  choices("department", functions.map((row) => row.department));
  choices("grade", functions.map((row) => row.grade));
  choices("block", columns.map((column) => column.block));
  const orders = [["", W.sort_document], ["label", W.sort_function], ["department", W.department],
    ["grade", W.grade], ["career", W.career], ["unknown", W.sort_unknown]];
  filters.elements.sort.append(...orders.map(([value, text]) => make("option", { value }, text)));
  const levels = [...new Set(functions.flatMap((row) => row.cells.size ? [...row.cells.values()].map((c) => c[LEVEL]) : []))]
    .filter((level) => level !== null).sort((a, b) => a - b);
  const sample = (kind, text, meaning) => make("span", {}, make("b", { class: kind }, text), meaning);
  $("legend").append(`${W.legend}:`, ...levels.map((level) => sample(levelClass(level), String(level), "")),
    sample("lu", "?", W.unknown), sample("la", "–", W.absent),
    ...(functions.some((row) => row.cells.size && [...row.cells.values()].some(corrected)) ? [sample("lc", "*", W.corrected)] : []));
  filters.addEventListener("input", (event) => {
    if (event.target.name === "sort") sortColumn = null;
    filter();
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => { sortColumn = null; setTimeout(filter); });
  scroller.addEventListener("scroll", () => requestAnimationFrame(() => drawRows(false)), { passive: true });
  addEventListener("resize", () => drawRows(false));
  NARROW.addEventListener("change", () => { chooseFacts(); filter(); });
  chooseFacts();
  grid.addEventListener("keydown", onKey);
  grid.addEventListener("click", (event) => {
    const cell = event.target.closest("td.cell");
    if (cell) { activate(Number(cell.dataset.row), Number(cell.dataset.column)); openActive(); }
  });
  filter();
}

function filter() {
  const wanted = Object.fromEntries(new FormData(filters));
  const text = wanted.text.trim().toLowerCase();
  rows = functions.filter((row) => (!text || row.sought.includes(text))
    && (!wanted.department || row.department === wanted.department)
    && (!wanted.grade || row.grade === wanted.grade) && (!wanted.unknown || row.unknown > 0));
  shownColumns = columns.filter((column) => !wanted.block || column.block === wanted.block);
  order(wanted.sort);
  $("shown").textContent = say("shown", rows.length, functions.length);
  active = [0, 0];
  drawWidths();
  drawHead();
  drawRows(true);
}

function order(key) {
  if (sortColumn !== null) {
    const rank = (row) => { const cell = row.cells.get(sortColumn); return cell ? cell[LEVEL] ?? -1 : -2; };
    rows.sort((a, b) => (descending ? rank(b) - rank(a) : rank(a) - rank(b)) || a.index - b.index);
  } else if (key === "unknown") rows.sort((a, b) => b.unknown - a.unknown || a.index - b.index);
  else if (key) rows.sort((a, b) => collator.compare(a[key] ?? "\uffff", b[key] ?? "\uffff") || a.index - b.index);
}

function sortBy(column) {
  descending = sortColumn === column ? !descending : true;
  sortColumn = column;
  order("");
  drawHead();
  drawRows(true);
  grid.querySelector(`[data-sort="${column}"]`).focus();
}

const NARROW = matchMedia("(max-width: 700px)");
let facts = [];

function chooseFacts() {
  facts = NARROW.matches ? [] : ["grade", "career"].filter((fact) => functions.some((row) => row[fact] !== null));
}

// Fixed widths: the browser then lays out a row without looking at all others.
function drawWidths() {
  const widths = [NARROW.matches ? 132 : 275, ...facts.map((fact) => (fact === "career" ? 92 : 150)), ...shownColumns.map(() => 34)];
  const group = make("colgroup", {}, ...widths.map(() => make("col")));
  widths.forEach((width, i) => { group.children[i].style.width = `${width}px`; });
  grid.querySelector("colgroup")?.remove();
  grid.prepend(group);
  grid.style.width = `${widths.reduce((sum, width) => sum + width)}px`;
}

function drawHead() {
  const spanned = (key) => {
    const runs = [];
    for (const column of shownColumns) {
      const name = key(column), run = runs[runs.length - 1];
      if (run && run.name === name) run.length += 1; else runs.push({ name, length: 1, text: column });
    }
    return runs;
  };
  const heading = (run, text) => make("th", { colspan: run.length, scope: "colgroup", title: text }, text);
  const number = (column) => (column.block_number === null ? "" : `${column.block_number}. `);
  const factHeads = () => facts.map((fact) => make("th", { class: "fact", scope: "col" },
    make("button", { class: "plain", type: "button", onclick: () => {
      filters.elements.sort.value = fact; sortColumn = null; filter(); } }, W[fact])));
  const corner = () => [make("th", { class: "lead" }, ""), ...facts.map(() => make("th", { class: "fact" }, ""))];
  const names = shownColumns.map((column) => make("th", {
    class: "cell turned", scope: "col", "aria-sort": sortColumn === column.index ? (descending ? "descending" : "ascending") : null,
  }, make("button", { type: "button", title: column.competency, "data-sort": column.index,
    "aria-label": say("sorted_by", column.competency), onclick: () => sortBy(column.index) },
  make("span", {}, column.competency ?? W.not_stated))));
  const medians = shownColumns.map((column) => {
    const value = median(rows.map((row) => row.cells.get(column.index)?.[LEVEL]).filter((l) => typeof l === "number"));
    return make("th", { class: "cell" }, value === null ? "–" : String(value));
  });
  grid.tHead.replaceChildren(
    make("tr", { class: "blocks" }, ...corner(), ...spanned((c) => c.block).map((run) =>
      heading(run, run.text.block === null ? "" : number(run.text) + run.text.block))),
    make("tr", { class: "groups" }, ...corner(), ...spanned((c) => `${c.block}\n${c.group}`).map((run) =>
      heading(run, run.text.group ?? ""))),
    make("tr", { class: "names" }, make("th", { class: "lead", scope: "col" },
      make("button", { class: "plain", type: "button", onclick: () => {
        filters.elements.sort.value = "label"; sortColumn = null; filter(); } }, W.function)), ...factHeads(), ...names),
    make("tr", { class: "medians" }, make("th", { class: "lead" }, W.median),
      ...facts.map(() => make("th", { class: "fact" }, "")), ...medians),
  );
  for (const cell of grid.tHead.querySelectorAll("th:empty")) cell.setAttribute("aria-hidden", "true");
  grid.setAttribute("aria-rowcount", rows.length + 4);
  grid.setAttribute("aria-colcount", shownColumns.length + facts.length + 1);
}

// Only the rows in view are in the document: 500 functions are 40,000 cells, too many to lay out at every key stroke.
function drawRows(anew) {
  const head = grid.tHead.offsetHeight;
  const from = Math.max(0, Math.floor((scroller.scrollTop - SPARE_ROWS * ROW_HEIGHT) / ROW_HEIGHT));
  const view = scroller.clientHeight || 600;
  const to = Math.min(rows.length, Math.ceil((scroller.scrollTop - head + view) / ROW_HEIGHT) + 2 * SPARE_ROWS);
  if (!anew && from >= first && to <= last && from - first < SPARE_ROWS) return;
  const focused = grid.tBodies[0].contains(document.activeElement);
  [first, last] = [from, Math.max(from, to)];
  const space = (count) => make("tr", { class: "space", "aria-hidden": "true" }, make("td", {}));
  const above = space(), below = space();
  above.firstChild.style.height = `${first * ROW_HEIGHT}px`;
  below.firstChild.style.height = `${Math.max(0, rows.length - last) * ROW_HEIGHT}px`;
  grid.tBodies[0].replaceChildren(...(first ? [above] : []), ...rows.slice(first, last).map((row, i) => drawRow(row, first + i)),
    ...(last < rows.length ? [below] : []));
  if (focused) {
    const cell = cellAt(...active);
    if (cell) cell.focus({ preventScroll: true }); else scroller.focus({ preventScroll: true });
  }
}

function drawRow(row, number) {
  const cells = shownColumns.map((column, place) => {
    const { text, kind, spoken } = cellLook(row.cells.get(column.index));
    return make("td", { class: `cell ${kind}`, role: "gridcell", "data-row": number, "data-column": place,
      tabindex: number === active[0] && place === active[1] ? 0 : -1, "aria-label": spoken,
      title: kind.startsWith("lu") ? W[`status_${row.cells.get(column.index)[STATUS]}`] : null }, text);
  });
  const stated = facts.map((fact) => make("td", { class: "fact", role: "gridcell", title: row[fact] }, row[fact] ?? W.not_stated));
  return make("tr", { "aria-rowindex": number + 5 },
    make("th", { class: "lead", scope: "row", title: [row.label, row.department, row.service, row.path].filter(Boolean).join("\n") }, row.label),
    ...stated, ...cells);
}

function cellAt(row, column) {
  return grid.querySelector(`td[data-row="${row}"][data-column="${column}"]`);
}

function activate(row, column) {
  cellAt(...active)?.setAttribute("tabindex", "-1");
  active = [Math.max(0, Math.min(rows.length - 1, row)), Math.max(0, Math.min(shownColumns.length - 1, column))];
  const head = grid.tHead.offsetHeight, top = active[0] * ROW_HEIGHT;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  const low = top + ROW_HEIGHT + head - scroller.clientHeight;
  if (low > scroller.scrollTop) scroller.scrollTop = low;
  drawRows(false);
  const cell = cellAt(...active);
  if (!cell) return;
  cell.setAttribute("tabindex", "0");
  cell.focus({ preventScroll: true });
  const lead = grid.tHead.querySelector(".lead").offsetWidth;
  if (cell.offsetLeft - lead < scroller.scrollLeft) scroller.scrollLeft = cell.offsetLeft - lead;
  const right = cell.offsetLeft + cell.offsetWidth - scroller.clientWidth;
  if (right > scroller.scrollLeft) scroller.scrollLeft = right;
}

function onKey(event) {
  if (!event.target.matches("td.cell")) return;
  const page = Math.max(1, Math.floor((scroller.clientHeight - grid.tHead.offsetHeight) / ROW_HEIGHT) - 1);
  const [row, column] = active;
  const whole = event.ctrlKey || event.metaKey;
  const moves = {
    ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
    PageUp: [row - page, column], PageDown: [row + page, column],
    Home: [whole ? 0 : row, 0], End: [whole ? rows.length - 1 : row, shownColumns.length - 1],
  };
  if (moves[event.key]) { event.preventDefault(); activate(...moves[event.key]); }
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); openActive(); }
}

function openActive() {
  const row = rows[active[0]], column = shownColumns[active[1]];
  if (row && column && row.cells.has(column.index)) showEvidence(row, column.index);
}

// --- evidence --------------------------------------------------------------------------------------------------------

function showEvidence(row, columnIndex) {
  const cell = row.cells.get(columnIndex), column = columns[columnIndex];
  $("evidence-title").textContent = `${row.label} · ${column.competency ?? W.not_stated}`;
  const level = cell[LEVEL] === null ? W.unknown : String(cell[LEVEL]);
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
  const rungs = ladder.map(([label, text], i) => {
    const [sign, spoken] = states[cell[MARKS][i]];
    return make("li", { class: cell[MARKS][i] === "1" ? "on" : "" }, make("span", { role: "img", "aria-label": spoken }, sign),
      make("span", {}, label), make("p", {}, DATA.texts[text]));
  });
  $("evidence-body").replaceChildren(list, picture(row, cell), make("ol", { class: "ladder" }, ...rungs));
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
  const pageText = (page) => (page === null ? "" : String(page));
  list($("findings"), [W.severity, W.finding, W.function, W.competency, W.page, W.message], DATA.findings,
    ([severity, code, row, column, page, path, message]) => [make("span", { class: severity }, W[severity] ?? severity), code,
      functions[row]?.label ?? path, column < 0 ? "" : functionLink(row, column, columns[column].competency), pageText(page), message]);
  list($("oddities"), [W.kind, W.function, W.competency, W.page, W.message], DATA.oddities,
    ([kind, row, column, competency, page, message, diff]) => [W[kind] ?? kind, functions[row].label,
      functionLink(row, column, competency ?? ""), pageText(page), wording(message, diff)]);
  list($("failed"), [W.file, W.reason, W.message], DATA.documents.failed,
    (pdf) => [pdf.path, `${pdf.status === "failed" ? W.failed_status : W.unrecognised} (${pdf.error_code ?? ""})`, pdf.message]);
  if (DATA.policy) policy(DATA.policy);
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

// --- print -----------------------------------------------------------------------------------------------------------

// On paper the matrix is whole: in parts that are as wide as a page, each with the names of the functions.
function drawForPrint() {
  if ($("print-matrix").hasChildNodes()) return;
  for (let start = 0; start < shownColumns.length; start += PRINT_COLUMNS) {
    const part = shownColumns.slice(start, start + PRINT_COLUMNS);
    const runs = [];
    for (const column of part) {
      const name = [column.block, column.group].filter(Boolean).join(" · ");
      if (runs.length && runs[runs.length - 1].name === name) runs[runs.length - 1].length += 1; else runs.push({ name, length: 1 });
    }
    const widths = make("colgroup", {}, make("col", { class: "name" }), ...part.map(() => make("col")));
    const table = make("table", {}, widths, make("thead", {},
      make("tr", {}, make("th", { class: "name" }, ""), ...runs.map((run) => make("th", { class: "group", colspan: run.length }, run.name))),
      make("tr", {}, make("th", { class: "name" }, W.function), ...part.map((column) =>
        make("th", { class: "competency" }, make("span", {}, column.competency ?? ""))))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, make("th", { class: "name" }, row.label), ...part.map((column) => {
      const { text, kind } = cellLook(row.cells.get(column.index));
      return make("td", { class: kind }, text);
    })))));
    table.style.width = `${58 + 7.6 * part.length}mm`;
    $("print-matrix").append(table);
  }
}

addEventListener("beforeprint", drawForPrint);
addEventListener("afterprint", () => $("print-matrix").replaceChildren());
matchMedia("print").addEventListener("change", (event) => { if (event.matches) drawForPrint(); });

lists();
overview();
setUpMatrix();
