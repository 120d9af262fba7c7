// --- matrix ----------------------------------------------------------------------------------------------------------

const grid = $("grid"), scroller = $("scroller"), filters = $("filters");
let rows = [], shownColumns = [], sortColumn = null, descending = true, active = [0, 0], first = -1, last = -1;

function choices(name, values) {
  const select = filters.elements[name];
  const known = [...new Set(values.filter((value) => value !== null))].sort(collator.compare);
  select.closest("label").hidden = known.length < 2;
  select.append(make("option", { value: "" }, W.all), ...known.map((value) => make("option", { value }, value)));
}

function setUpMatrix() {
  choices("organisation", functions.map((row) => row.organisation));
  choices("department", functions.map((row) => row.department));
  choices("grade", functions.map((row) => row.grade));
  choices("block", columns.map((column) => column.block));
  const statuses = [...new Set(functions.flatMap((row) => row.cells.size ? [...row.cells.values()].map((c) => c[STATUS]) : []))];
  filters.elements.status.append(make("option", { value: "" }, W.all),
    ...statuses.sort().map((status) => make("option", { value: status }, W[`status_${status}`] ?? status)));
  const orders = [["", W.sort_document], ["label", W.sort_function], ["department", W.department],
    ["grade", W.grade], ["career", W.career], ["unknown", W.sort_unknown]];
  filters.elements.sort.append(...orders.map(([value, text]) => make("option", { value }, text)));
  const levels = [...new Set(functions.flatMap((row) => row.cells.size ? [...row.cells.values()].map((c) => c[LEVEL]) : []))]
    .filter((level) => level !== null).sort((a, b) => a - b);
  const sample = (kind, text, meaning) => make("span", {}, make("b", { class: kind }, text), meaning);
  $("legend").append(`${W.legend}:`, ...levels.map((level) => sample(levelClass(level), String(level), "")),
    sample("lu", "?", W.unknown), sample("la", "–", W.absent),
    ...(statuses.includes("unranked") ? [sample("lr", "Abc", W.unranked)] : []),
    ...(functions.some((row) => row.cells.size && [...row.cells.values()].some(corrected)) ? [sample("lc", "*", W.corrected)] : []));
  scales();
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
  viewFromAddress();
  grid.addEventListener("keydown", onKey);
  grid.addEventListener("click", (event) => {
    const cell = event.target.closest("td.cell");
    if (cell) { activate(Number(cell.dataset.row), Number(cell.dataset.column)); openActive(); }
  });
  filter();
}

// A number that stands for a word says which.
function scales() {
  const worded = new Set(DATA.ladders.filter((ladder) => ladder.some(([label, , level]) => label !== String(level)))
    .map((ladder) => ladder.map(([label, , level]) => `${level} ${label}`).join(" · ")));
  const shown = [...worded].sort(collator.compare).slice(0, 6);
  if (shown.length) $("scales").append(`${W.scale}: `, ...shown.map((scale) => make("span", {}, scale)));
  $("scales").hidden = !shown.length;
}

function filter() {
  const wanted = Object.fromEntries(new FormData(filters));
  keepInAddress(wanted);
  const text = wanted.text.trim().toLowerCase(), sought = wanted.column.trim().toLowerCase();
  rows = functions.filter((row) => (!text || row.sought.includes(text))
    && (!wanted.organisation || row.organisation === wanted.organisation)
    && (!wanted.status || [...row.cells.values()].some((cell) => cell[STATUS] === wanted.status))
    && (!wanted.department || row.department === wanted.department)
    && (!wanted.grade || row.grade === wanted.grade) && (!wanted.unknown || row.unknown > 0));
  shownColumns = columns.filter((column) => (!wanted.block || column.block === wanted.block)
    && (!sought || [column.competency, column.group, column.block].some((name) => name?.toLowerCase().includes(sought)))
    && (!wanted.filled || rows.some((row) => row.cells.has(column.index))));
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
  keepInAddress(Object.fromEntries(new FormData(filters)));
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
    make("button", { class: "plain", type: "button", tabindex: -1, onclick: () => {
      filters.elements.sort.value = fact; sortColumn = null; filter(); } }, W[fact])));
  const corner = () => [make("th", { class: "lead" }, ""), ...facts.map(() => make("th", { class: "fact" }, ""))];
  const names = shownColumns.map((column) => make("th", {
    class: "cell turned", scope: "col", "aria-sort": sortColumn === column.index ? (descending ? "descending" : "ascending") : null,
  }, make("button", { type: "button", tabindex: -1, title: column.competency, "data-sort": column.index,
    "aria-label": say("sorted_by", column.competency), onclick: () => sortBy(column.index) },
  make("span", {}, column.competency ?? W.not_stated))));
  const medians = shownColumns.map((column) => {
    const value = median(rows.map((row) => row.cells.get(column.index)?.[LEVEL]).filter((l) => typeof l === "number"));
    return make("th", { class: "cell" }, value === null ? "–" : decimal(value));
  });
  grid.tHead.replaceChildren(
    make("tr", { class: "blocks" }, ...corner(), ...spanned((c) => c.block).map((run) =>
      heading(run, run.text.block === null ? "" : number(run.text) + run.text.block))),
    make("tr", { class: "groups" }, ...corner(), ...spanned((c) => `${c.block}\n${c.group}`).map((run) =>
      heading(run, run.text.group ?? ""))),
    make("tr", { class: "names" }, make("th", { class: "lead", scope: "col" },
      make("button", { class: "plain", type: "button", tabindex: -1, onclick: () => {
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
      title: titleOf(row.cells.get(column.index)) }, text);
  });
  const stated = facts.map((fact) => make("td", { class: "fact", role: "gridcell", title: row[fact] }, row[fact] ?? W.not_stated));
  return make("tr", { "aria-rowindex": number + 5 },
    make("th", { class: "lead", scope: "row", title: [row.label, row.department, row.service, row.path].filter(Boolean).join("\n") }, row.label),
    ...stated, ...cells);
}

function titleOf(cell) {
  if (cell === undefined) return null;
  return cell[LEVEL] === null ? [cell[LABEL], W[`status_${cell[STATUS]}`]].filter(Boolean).join(": ") : wordOf(cell);
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
  if (event.target.closest("thead")) { onHeadKey(event); return; }
  if (!event.target.matches("td.cell")) return;
  if (event.key === "ArrowUp" && active[0] === 0) {
    event.preventDefault();
    grid.querySelectorAll("tr.names button[data-sort]")[active[1]]?.focus();
    return;
  }
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

// The whole grid is one stop of the Tab key: from the first row the arrow up leads into its head.
function onHeadKey(event) {
  const buttons = [...grid.querySelectorAll("thead button")], place = buttons.indexOf(event.target);
  const next = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (next !== undefined) { event.preventDefault(); buttons[Math.max(0, Math.min(buttons.length - 1, next))].focus(); }
  if (event.key === "ArrowDown" && rows.length) {
    event.preventDefault();
    const column = [...grid.querySelectorAll("tr.names button[data-sort]")].indexOf(event.target);
    activate(0, Math.max(0, column));
  }
}

function openActive() {
  const row = rows[active[0]], column = shownColumns[active[1]];
  if (row && column && row.cells.has(column.index)) showEvidence(row, column.index);
}
