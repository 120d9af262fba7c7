"use strict";
// Everything is built with textContent and properties: no text of a document is ever read as HTML.
const DATA = JSON.parse(document.getElementById("payload").textContent);
const W = DATA.words;
const ROW_HEIGHT = 28, SPARE_ROWS = 12, LIST_AT_ONCE = 200, PRINT_COLUMNS = 26;
const [COLUMN, LEVEL, STATUS, PAGE, MARKS, BOXES, BAND, LADDER, ID, LABEL, CORRECTED] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
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
const LANGUAGE = document.documentElement.lang;
const collator = new Intl.Collator(LANGUAGE, { numeric: true });

// Functions of one name are told apart by the first thing in which all of them differ.
function tellApart() {
  for (const same of grouped(functions, (row) => row.label).values()) {
    if (same.length < 2) continue;
    const facts = ["organisation", "department", "service", "grade", "path"];
    const fact = facts.find((name) => new Set(same.map((row) => row[name])).size === same.length);
    if (fact === undefined) continue;
    for (const row of same) row.label += ` (${row[fact] ?? W.not_stated})`;
  }
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups;
}

tellApart();

function decimal(value) {
  return value.toLocaleString(LANGUAGE, { maximumFractionDigits: 2 });
}

function levelClass(level) {
  return `l${Math.max(0, Math.min(4, Math.floor(level)))}`;
}

function corrected(cell) {
  return cell[CORRECTED] !== undefined;
}

// The level in words where the scale is one of words: "Gevorderd" for 3.
function wordOf(cell) {
  return cell[LABEL] !== null && cell[LABEL] !== String(cell[LEVEL]) ? cell[LABEL] : null;
}

function cellLook(cell) {
  if (cell === undefined) return { text: "–", kind: "la", spoken: W.absent };
  const [mark, said, look] = corrected(cell) ? ["*", `, ${W.corrected}`, " lc"] : ["", "", ""];
  if (cell[LEVEL] === null && cell[LABEL] !== null) {
    return { text: cell[LABEL].slice(0, 3), kind: `lr${look}`, spoken: `${cell[LABEL]}, ${W.unranked}${said}` };
  }
  if (cell[LEVEL] === null) return { text: `?${mark}`, kind: `lu${look}`, spoken: W.unknown + said };
  const word = wordOf(cell);
  return { text: cell[LEVEL] + mark, kind: levelClass(cell[LEVEL]) + look,
    spoken: cell[LEVEL] + (word === null ? "" : ` (${word})`) + said };
}

function median(values) {
  if (!values.length) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
