/* Lists by which a long table can be filtered: one for each heading that is marked. The table says all without it. */
(() => {
"use strict";

const MANY = 12; // rows that are worth a filter
const CHOICES = 60; // values of a column that a list can hold
const words = new Intl.Collator("en-GB", { numeric: true });
const make = (tag, given, ...within) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.append(...within);
  return element;
};
const said = (cell) => {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("[aria-hidden], small").forEach((part) => part.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
};

/* The values that are marked in a cell, else what stands before its small print. */
const held = (cell) => {
  const marked = [...cell.querySelectorAll(".insight-value")];
  return marked.length ? marked.map(said) : [said(cell)];
};
const listed = (head, rows, change) => {
  const column = head.cellIndex;
  const value = new Map(rows.map((row) => [row, held(row.cells[column])]));
  const values = [...new Set([...value.values()].flat())].sort(words.compare);
  if (values.length < 2 || values.length > CHOICES) return [];
  const list = make("select", { class: "insight-filter" }, make("option", { value: "" }, "all"));
  values.forEach((one) => list.append(make("option", { value: one }, one)));
  list.addEventListener("change", change);
  const label = make("label", {}, `${said(head)} `, list);
  return [{ label, any: () => list.value, fits: (row) => !list.value || value.get(row).includes(list.value) }];
};
const worked = (box) => {
  const table = box.querySelector("table");
  const heads = [...(table?.tHead?.rows[0].cells || [])].filter((head) => head.querySelector(".insight-facet"));
  const blocks = [...(table?.tBodies || [])].map((body) =>
    [body, [...body.rows].filter((row) => !row.querySelector("th[scope=rowgroup]"))]);
  const rows = blocks.flatMap(([, lines]) => lines);
  if (!heads.length || rows.length <= MANY) return;
  const told = make("span", { role: "status", class: "insight-told" });
  const change = () => {
    for (const [body, lines] of blocks) {
      lines.forEach((row) => row.classList.toggle("insight-out", !lists.every((list) => list.fits(row))));
      body.classList.toggle("insight-out", lines.every((row) => row.classList.contains("insight-out")));
    }
    const left = rows.filter((row) => !row.classList.contains("insight-out")).length;
    told.textContent = lists.some((list) => list.any()) ? `${left} of ${rows.length} rows` : "";
  };
  const lists = heads.flatMap((head) => listed(head, rows, change));
  if (lists.length) box.before(make("div", { class: "insight-tools" }, ...lists.map((list) => list.label), told));
};
const start = () => document.querySelectorAll(".insight-table").forEach(worked);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
})();
