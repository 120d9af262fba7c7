// --- the view in the address, and what is shown as a file ---------------------------------------------------------------

// After the # and not the ?, for a page that is opened from a file has no other place of its own.
function keepInAddress(wanted) {
  const view = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  if (sortColumn !== null) view.set("by", `${descending ? "-" : ""}${sortColumn}`);
  const address = view.size ? `#?${view}` : location.hash.startsWith("#?") ? "#" : null;
  if (address !== null) history.replaceState(null, "", address);
}

function viewFromAddress() {
  if (!location.hash.startsWith("#?")) return;
  const view = new URLSearchParams(location.hash.slice(2));
  for (const element of filters.elements) {
    if (!element.name) continue;
    if (element.type === "checkbox") element.checked = view.has(element.name);
    else element.value = view.get(element.name) ?? "";
  }
  const by = view.get("by");
  if (by !== null && columns[Math.abs(Number(by))]) [sortColumn, descending] = [Math.abs(Number(by)), by.startsWith("-")];
}

addEventListener("hashchange", () => { if (location.hash.startsWith("#?")) { viewFromAddress(); filter(); } });

// As a spreadsheet of this language opens it; a text that begins like a formula gets an apostrophe.
function shownAsCsv() {
  const separator = LANGUAGE === "nl" ? ";" : ",";
  const text = (value) => {
    const plain = value === null || value === undefined ? "" : String(value);
    const safe = /^'*[=+\-@\t\r]/.test(plain) && !/^-?\d+$/.test(plain) ? `'${plain}` : plain;
    return /["\n\r;,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const level = (cell) => (cell === undefined ? "" : cell[LEVEL] ?? (cell[LABEL] === null ? "?" : cell[LABEL]));
  const heads = [W.function, W.organisation, W.department, W.service, W.grade, W.career, W.file, ...shownColumns.map((c) => c.competency)];
  const lines = rows.map((row) => [row.label, row.organisation, row.department, row.service, row.grade, row.career, row.path,
    ...shownColumns.map((column) => level(row.cells.get(column.index)))]);
  return `\ufeff${[heads, ...lines].map((line) => line.map(text).join(separator)).join("\r\n")}\r\n`;
}

$("download").addEventListener("click", () => {
  const address = URL.createObjectURL(new Blob([shownAsCsv()], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: "matrix.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
});
