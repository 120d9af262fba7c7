"use strict";
// Answers go out as JSON and come back as an address to go to. No text of a document is ever read as HTML.

const POINTS = 2; // pixels of a picture for a point of the page, as it is drawn
const $ = (id) => document.getElementById(id);
const main = $("question") || $("lot") || $("trust");
const QUIET = new Set(["INPUT", "TEXTAREA", "SELECT"]);

function cookie(name, value) {
  document.cookie = `${name}=${encodeURIComponent(value)}; max-age=31536000; path=/; samesite=strict`;
}

function alarm(text) {
  const place = $("alert");
  place.textContent = text;
  place.hidden = !text;
}

async function send(address, body) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
    });
  } catch (fault) {
    alarm(String(fault));
    return null;
  }
  const said = await answer.json().catch(() => ({ error: `${answer.status}` }));
  if (said.conflict) return said;
  if (said.error) alarm([said.error, said.advice].filter(Boolean).join("\n"));
  else if (said.goto) location.assign(said.goto);
  return said;
}

function selection() {
  const asked = main && main.dataset.parameters !== undefined ? main.dataset.parameters : location.search.slice(1);
  return Object.fromEntries(new URLSearchParams(asked));
}

// --- who answers, asked once -------------------------------------------------------------------------------------------

function who() {
  const field = $("who");
  const name = (field ? field.value : document.body.dataset.who).trim();
  if (name) {
    cookie("jobdesc-who", name);
    return Promise.resolve(name);
  }
  const dialog = $("who-dialog");
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const given = dialog.querySelector("input").value.trim();
      if (dialog.returnValue !== "go" || !given) return resolve(null);
      cookie("jobdesc-who", given);
      document.body.dataset.who = given;
      if (field) field.value = given;
      resolve(given);
    }, { once: true });
    dialog.returnValue = "";
    dialog.showModal();
  });
}

// --- answers -----------------------------------------------------------------------------------------------------------

let busy = false;

function reasonFor(says) {
  const field = $("reason");
  return field.value === field.defaultValue && field.dataset[camel(says)] ? field.dataset[camel(says)] : field.value;
}

function camel(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

async function answer(button) {
  if (busy) return;
  const asked = $("lot") ? lookedAt() : [main];
  if (!asked.length) return alarm($("lot").dataset.first);
  busy = true;
  const name = await who();
  if (name !== null) {
    const later = $("later-versions");
    if (later) cookie("jobdesc-later", later.checked ? "yes" : "no");
    const body = {
      ids: asked.map((place) => place.dataset.id),
      seen: Object.fromEntries(asked.map((place) => [place.dataset.id, place.dataset.seen.split(" ").filter(Boolean)])),
      says: button.dataset.says, value: button.dataset.value || "", reason: reasonFor(button.dataset.says),
      who: name, later_versions: Boolean(later && later.checked), chosen: selection(),
    };
    const said = await send("/answer", body);
    if (said && said.conflict) await settle(said.conflict, body, button);
  }
  busy = false;
}

function settle(conflict, body, button) {
  const dialog = $("conflict-dialog");
  $("conflict-theirs").textContent = conflict.theirs;
  $("conflict-reason").textContent = conflict.reason;
  const mine = button.querySelector("b") || button;
  $("conflict-mine").textContent = $("conflict-mine").dataset.text.replace("{0}", mine.textContent.trim());
  return new Promise((resolve) => {
    dialog.addEventListener("close", async () => {
      if (dialog.returnValue === "mine") {
        for (const id of body.ids) body.seen[id] = [...(body.seen[id] || []), conflict.imprint];
        const said = await send("/answer", body);
        if (said && said.conflict) alarm(said.conflict.theirs);
      } else if (dialog.returnValue === "keep") location.reload();
      resolve();
    }, { once: true });
    dialog.returnValue = "";
    dialog.showModal();
  });
}

const DO = {
  undo: () => send("/undo", { chosen: selection() }),
  later: () => send("/later", { id: main.dataset.id, chosen: selection() }),
  apply: () => send("/apply", {}),
  help: () => $("help").showModal(),
  larger: () => zoom(1.25),
  smaller: () => zoom(0.8),
  async stop() {
    const said = await send("/stop", {});
    if (said && said.ended) {
      const end = document.createElement("p");
      end.textContent = said.ended;
      end.setAttribute("role", "status");
      document.querySelector("header").remove();
      $("main").replaceChildren(end);
    }
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.dataset.says) answer(button);
  else if (button.dataset.verdict) verdict(button);
  else if (button.dataset.do && DO[button.dataset.do]) DO[button.dataset.do](button);
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.do === "value") {
    event.preventDefault();
    const name = await who();
    if (name === null) return;
    const said = await send("/value", {
      document_id: form.dataset.document, field: form.dataset.field, competency: form.dataset.competency,
      value: form.elements.value.value, reason: form.elements.reason.value, who: name,
      seen: form.dataset.seen.split(" ").filter(Boolean), question: form.dataset.question || "", chosen: selection(),
    });
    if (said && said.conflict) alarm(`${said.conflict.title}: ${said.conflict.theirs}`);
  } else if (form.dataset.do === "draw") {
    event.preventDefault();
    send("/trust/draw", { size: Number(form.elements.size.value) });
  }
});

async function verdict(button) {
  if (busy) return;
  busy = true;
  const name = await who();
  if (name !== null) await send("/trust/verdict", { id: main.dataset.id, verdict: button.dataset.verdict, who: name });
  busy = false;
}

// --- keys --------------------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (QUIET.has(event.target.tagName) || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (event.target.id === "sheet" && event.key.startsWith("Arrow") && $("sheet").scrollWidth > $("sheet").clientWidth) return;
  const does = { "?": DO.help, u: DO.undo, "+": DO.larger, "=": DO.larger, "-": DO.smaller }[event.key];
  const keyed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (keyed) keyed.click();
  else if (does) does();
  else return;
  event.preventDefault();
});

// --- pictures ----------------------------------------------------------------------------------------------------------

async function explain(image) {
  const place = image.closest(".sheet, .strip").querySelector(".no-picture");
  const why = await fetch(image.src).then((answer) => answer.text()).catch(() => "unreadable");
  place.textContent = image.dataset[why.trim()] || image.dataset.unreadable;
  place.hidden = false;
  image.closest(".paper, .strip").classList.add("without");
}

function outline(image) {
  const svg = image.parentElement.querySelector("svg");
  const [width, height] = [image.naturalWidth / POINTS, image.naturalHeight / POINTS];
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const strip = image.closest(".strip");
  if (strip) {
    // Only the row: the picture is moved up behind its frame.
    const [top, bottom] = [Number(strip.dataset.top), Math.min(Number(strip.dataset.bottom), height)];
    const place = () => {
      const scale = strip.clientWidth / width;
      strip.style.height = `${(bottom - top) * scale}px`;
      for (const layer of [image, svg]) layer.style.top = `${-top * scale}px`;
      svg.style.height = `${height * scale}px`;
    };
    place();
    new ResizeObserver(place).observe(strip);
  } else show();
}

function show() {
  const sheet = $("sheet"), row = sheet.querySelector(".row") || sheet.querySelector("rect");
  if (!row) return;
  const [box, frame] = [row.getBoundingClientRect(), sheet.getBoundingClientRect()];
  sheet.scrollTop += box.top - frame.top - Math.max(20, (frame.height - box.height) / 3);
  sheet.scrollLeft += box.left - frame.left - Math.max(10, (frame.width - box.width) / 2);
}

function zoom(by) {
  const paper = $("paper");
  if (!paper) return;
  // On a phone a page as wide as the screen is too small to read.
  const usual = $("sheet").clientWidth < 500 ? 170 : 100;
  const wide = Math.min(400, Math.max(60, (Number(sessionStorage.getItem("zoom")) || usual) * by));
  if (by !== 1) sessionStorage.setItem("zoom", String(wide));
  paper.style.width = `${wide}%`;
  show();
}

for (const image of document.querySelectorAll(".paper img, .strip img")) {
  const ready = () => (image.naturalWidth ? outline(image) : explain(image));
  if (image.complete) ready();
  else {
    image.addEventListener("load", ready);
    image.addEventListener("error", ready);
  }
}
if ($("paper")) zoom(1);
if (main && main.dataset.nextPicture) {
  const later = window.requestIdleCallback || setTimeout;
  later(() => { new Image().src = main.dataset.nextPicture; });
}

// --- the lot -----------------------------------------------------------------------------------------------------------

function lookedAt() {
  return [...document.querySelectorAll(".lots .looked:checked")].map((box) => box.closest("li"));
}

if ($("lot")) {
  document.addEventListener("change", (event) => {
    if (!event.target.classList.contains("looked")) return;
    const all = document.querySelectorAll(".lots .looked").length;
    $("looked").textContent = $("lot").dataset.looked.replace("{0}", lookedAt().length).replace("{1}", all);
  });
}
