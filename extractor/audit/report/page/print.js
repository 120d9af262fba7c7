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

// What is folded on the screen is open on paper.
let unfolded = [];
function unfold() {
  unfolded = [...document.querySelectorAll("#oddities details:not([open])")];
  for (const details of unfolded) details.open = true;
}

addEventListener("beforeprint", () => { drawForPrint(); unfold(); });
addEventListener("afterprint", () => {
  $("print-matrix").replaceChildren();
  for (const details of unfolded) details.open = false;
});
matchMedia("print").addEventListener("change", (event) => { if (event.matches) drawForPrint(); });

lists();
overview();
setUpMatrix();
