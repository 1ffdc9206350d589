"use strict";
(() => {
const bitsPerNat = 1 / Math.LN2;
const byId = id => document.getElementById(id);
const source = byId("data");
const data = source ? JSON.parse(source.textContent) : null;
const units = document.querySelector(".units");
const pageUnit = units ? units.dataset.unit : "";
let unit = pageUnit;

// Numbers as the page prints them: from fifteen significant digits, halves away from zero.
function fixed(number, places) {
  const [mantissa, exponent] = Math.abs(number).toExponential(14).split("e");
  const shift = Number(exponent) - 14 + places;
  let digits = BigInt(mantissa.replace(".", ""));
  if (shift >= 0) {
    digits *= 10n ** BigInt(shift);
  } else {
    const unit = 10n ** BigInt(-shift);
    digits = (digits + unit / 2n) / unit;
  }
  const text = digits.toString().padStart(places + 1, "0");
  const sign = number < 0 && digits > 0n ? "−" : "";
  return sign + text.slice(0, -places) + "." + text.slice(-places);
}
const amountText = number => Math.abs(number) < 0.00005 ? "0.0000" : fixed(number, 4);
function tickText(number) {
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    return number.toExponential(2).replace(/\.?0*e\+?/, "e").replace("-", "−");
  }
  return fixed(number, 4).replace(/\.?0+$/, "");
}
const factor = () => unit === pageUnit ? 1 : unit === "bits" ? bitsPerNat : Math.LN2;
const countText = number => number.toLocaleString("en-US");
function probabilityText(p) {
  return p < 1e-300 ? "<1e-300" : p < 0.001 ? p.toExponential(0) : fixed(p, 3);
}
const percentText = share => (Math.abs(share) < 0.0005 ? "0.0" : fixed(100 * share, 1)) + " %";

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) { node.className = className; }
  if (text !== undefined) { node.textContent = text; }
  return node;
}
function amountNode(number) {
  if (number === null) { return document.createTextNode("–"); }
  const node = element("span", "amount", amountText(number * factor()));
  node.dataset.amount = number;
  return node;
}

// Bits and nats.
function setUnit(next) {
  unit = next;
  for (const button of units.children) { button.setAttribute("aria-pressed", String(button.id === "unit-" + unit)); }
  for (const node of document.querySelectorAll("[data-amount]")) {
    const number = Number(node.dataset.amount) * factor();
    node.textContent = node.classList.contains("tick") ? tickText(number) : amountText(number);
  }
  for (const node of document.querySelectorAll(".unit")) { node.textContent = unit; }
}
for (const button of units ? units.children : []) { button.addEventListener("click", () => setUnit(button.textContent)); }
for (const node of document.querySelectorAll("[data-script]")) { node.hidden = false; }
for (const node of document.querySelectorAll(".no-script")) { node.hidden = true; }

// Details open where a link leads to them.
function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id) { return; }
  const target = byId(id) || makeDetails(id);
  const details = target && target.closest("details");
  if (details) {
    details.open = true;
    details.scrollIntoView();
    details.querySelector("summary").focus({ preventScroll: true });
  }
}
addEventListener("hashchange", openTarget);
document.addEventListener("click", event => {
  const link = event.target.closest("a[href^='#']");
  // A second click on the same name changes no hash.
  if (link && link.getAttribute("href") === location.hash) { setTimeout(openTarget); }
});

// Paper cannot be clicked: the first columns are printed open, and whatever the reader opened.
const printed = 5;
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("#details .item")].slice(0, printed).filter(item => !item.open);
  for (const item of opened) { item.open = true; }
});
addEventListener("afterprint", () => {
  for (const item of opened) { item.open = false; }
  opened = [];
});

let makeDetails = () => null;
if (data) { columns(); }
openTarget();

function columns() {
  const body = byId("columns").tBodies[0];
  const heads = [...byId("columns").tHead.rows[0].cells];
  const more = byId("more");
  const filter = byId("filter");
  const chunk = data.staticRows;
  const field = Object.fromEntries(data.fields.map(([key], index) => [key, index]));
  const verdicts = ["value", "lower-bound", "not-detected", "unreliable"];
  let sortKey = "rank";
  let isDescending = false;
  let shown = data.rows;
  let drawn = body.rows.length;

  // Rows that stood in the page already get the links that only the script can serve.
  [...body.rows].forEach((row, index) => {
    const name = row.querySelector("th .name");
    if (!name.closest("a")) {
      const link = element("a");
      link.href = "#column-" + data.rows[index][field.rank];
      name.replaceWith(link);
      link.append(name);
    }
  });

  function fill(cell, type, value) {
    if (value === null || value === undefined) { cell.append("–"); return; }
    switch (type) {
      case "amount": cell.append(amountNode(value)); break;
      case "interval": cell.append("[", amountNode(value[0]), ", ", value[1] === null ? "…" : amountNode(value[1]), "]"); break;
      case "answer": cell.append(amountNode(value[0]), value[1] ? "*" : ""); break;
      case "probability": cell.append(probabilityText(value)); break;
      case "share": cell.append(percentText(value)); break;
      case "count": cell.append(countText(value)); break;
      case "verdict": cell.append(element("span", "verdict verdict-" + value, value)); break;
      default: cell.append(value);
    }
  }

  function rowOf(values) {
    const row = element("tr");
    data.fields.forEach(([key, , type], index) => {
      const cell = element(type === "name" ? "th" : "td", heads[index].className);
      if (type === "name") {
        cell.scope = "row";
        const link = element("a");
        link.href = "#column-" + values[field.rank];
        link.append(element("bdi", "name", values[index]));
        cell.append(link);
      } else {
        fill(cell, type, values[index]);
      }
      row.append(cell);
    });
    return row;
  }

  function draw(count) {
    const rows = document.createDocumentFragment();
    for (const values of shown.slice(drawn, count)) { rows.append(rowOf(values)); }
    body.append(rows);
    drawn = Math.min(count, shown.length);
    if (more) { more.hidden = drawn >= shown.length; }
  }

  function restart() {
    body.replaceChildren();
    drawn = 0;
    draw(chunk);
    byId("shown").textContent = shown.length === data.rows.length
      ? countText(shown.length) + (shown.length === 1 ? " column" : " columns")
      : countText(shown.length) + " of " + countText(data.rows.length) + " columns";
  }

  function keyOf(values, index, type) {
    const value = values[index];
    if (value === null || value === undefined) { return null; }
    return type === "interval" || type === "answer" ? value[0] : type === "verdict" ? verdicts.indexOf(value) : value;
  }

  function arrange() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const texts = ["name", "verdict", "flags"].map(key => field[key]);
    shown = data.rows.filter(values => {
      const text = texts.map(index => values[index]).join(" ").toLowerCase();
      return words.every(word => text.includes(word));
    });
    const index = field[sortKey];
    const type = data.fields[index][2];
    const sign = isDescending ? -1 : 1;
    const collator = new Intl.Collator("en", { numeric: true });
    shown.sort((a, b) => {
      const first = keyOf(a, index, type);
      const second = keyOf(b, index, type);
      // What has no value comes last either way.
      if (first === null || second === null) { return (first === null) - (second === null) || a[field.rank] - b[field.rank]; }
      const order = typeof first === "string" ? collator.compare(first, second) : first - second;
      return sign * order || a[field.rank] - b[field.rank];
    });
    restart();
  }

  for (const head of heads) {
    head.querySelector("button").addEventListener("click", () => {
      const key = head.dataset.key;
      const type = data.fields[field[key]][2];
      // Amounts are looked at from the largest on, everything else from the least.
      isDescending = key === sortKey ? !isDescending : ["amount", "interval", "share", "answer"].includes(type) || key === "missing" || key === "shadowHits";
      sortKey = key;
      for (const other of heads) { other.setAttribute("aria-sort", other === head ? (isDescending ? "descending" : "ascending") : "none"); }
      arrange();
    });
  }
  filter.addEventListener("input", arrange);
  if (more) {
    more.hidden = false;
    more.addEventListener("click", () => draw(drawn + chunk));
    byId("columns").parentElement.addEventListener("scroll", event => {
      const box = event.target;
      if (drawn < shown.length && box.scrollTop + 2 * box.clientHeight > box.scrollHeight) { draw(drawn + chunk); }
    }, { passive: true });
  }

  // Columns beyond those in the page get their details here, without pictures.
  makeDetails = id => {
    const rank = /^column-(\d+)$/.exec(id);
    const values = rank && data.rows.find(row => row[field.rank] === Number(rank[1]));
    if (!values) { return null; }
    const details = element("details", "item");
    details.id = id;
    const summary = element("summary");
    const aside = element("span", "aside");
    if (values[field.value] !== null) { aside.append(amountNode(values[field.value]), " ", element("span", "unit", unit), " "); }
    aside.append(element("span", "verdict verdict-" + values[field.verdict], values[field.verdict]));
    summary.append(element("span", "rank", rank[1]), " ", element("bdi", "name", values[field.name]), " ", aside);
    const content = element("div", "body");
    const facts = element("dl", "facts");
    const offset = data.fields.length;
    const add = (label, type, value, key) => {
      if (value === null || value === undefined || value === "") { return; }
      const pair = element("div", type === "text" && String(value).length > 30 ? "wide" : "");
      const name = element("dd");
      fill(name, type, value);
      pair.append(element("dt", key === "value" ? "unit" : "", key === "value" ? unit : label), name);
      facts.append(pair);
    };
    data.fields.forEach(([key, label, type], index) => { if (type !== "name" && key !== "rank") { add(label, type, values[index], key); } });
    data.details.forEach(([key, label, type], index) => {
      const value = values[offset + index];
      add(label, type, type === "text" && value !== null ? data.texts[value] : value, key);
    });
    const notes = element("ul", "notes");
    for (const note of values[offset + data.details.length] || []) { notes.append(element("li", "", data.texts[note])); }
    content.append(notes, facts);
    details.append(summary, content);
    byId("details").append(details);
    return details;
  };
}
})();
