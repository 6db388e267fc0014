/* What a page can do beyond being read. It says all it has to say without it. */
(() => {
"use strict";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MANY = 12; // rows that are worth a filter
const FEW = 3; // rows that are worth a sort
const SHARPER = 3; // dots of a copied picture for each point of its drawing
const LEAD = /^[±<>]?\s*([−-]?\d[\d,]*(?:\.\d+)?)/;
const EXACT = /^[+−-]?\d[\d,]*(?:\.\d+)?%?$/;
const GONE = /^(\[|no |not |withheld|$)/i;
const words = new Intl.Collator("en-GB", { numeric: true });
let numbered = 0;

const make = (tag, given = {}, ...within) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.append(...within);
  return element;
};
const button = (text, act) => {
  const element = make("button", { type: "button", class: "insight-button" }, text);
  element.addEventListener("click", act);
  return element;
};
const named = (element) => (element.id ||= `insight-part-${++numbered}`);

/* What a cell says, without signs that only the eye needs. */
const said = (cell) => {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("[aria-hidden]").forEach((sign) => sign.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
};

const heading = (body) => {
  const head = body.querySelector("th[scope=rowgroup]");
  return head ? said(head) : "";
};

/* Numbers as CSV: a number stays a number, and nothing becomes a formula. */
const field = (text) => {
  let safe = text;
  if (EXACT.test(text)) safe = text.replace("−", "-").replace(/^\+|,/g, "");
  else if (/^[=+\-@\t\r]/.test(text)) safe = `'${text}`;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const csv = (table) => {
  const head = [...table.tHead.rows[0].cells].map(said);
  const grouped = table.querySelector("th[scope=rowgroup]");
  const lines = [grouped ? ["Group", ...head] : head];
  for (const body of table.tBodies) {
    for (const row of inOrder(body)) {
      const cells = [...row.cells].map(said);
      lines.push(grouped ? [heading(body), ...cells] : cells);
    }
  }
  if (table.caption) lines.push([], [said(table.caption)]);
  return "\ufeff" + lines.map((line) => line.map(field).join(",")).join("\r\n") + "\r\n";
};
const save = (content, type, name) => {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

/* A drawing as a picture, in the colours it has now, with its caption below. */
const drawn = (svg) => {
  const copy = svg.cloneNode(true);
  const now = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, place) => {
    const look = getComputedStyle(now[place]);
    for (const name of ["fill", "stroke", "font-size"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, look.getPropertyValue(name));
    }
  });
  const box = svg.viewBox.baseVal;
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  return [new XMLSerializer().serializeToString(copy), box];
};
const wrapped = (pen, text, width) => {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};
const picture = async (figure) => {
  const [source, box] = drawn(figure.querySelector("svg"));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const sheet = make("canvas");
  const pen = sheet.getContext("2d");
  const look = getComputedStyle(figure);
  const font = "9px Arial, Helvetica, sans-serif";
  pen.font = font;
  const lines = wrapped(pen, said(figure.querySelector("figcaption")), box.width - 4);
  sheet.width = SHARPER * (box.width + 16);
  sheet.height = SHARPER * (box.height + 24 + 12 * lines.length);
  pen.scale(SHARPER, SHARPER);
  pen.fillStyle = look.backgroundColor;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(image, 8, 8, box.width, box.height);
  pen.fillStyle = getComputedStyle(figure.querySelector("figcaption")).color;
  pen.font = font;
  lines.forEach((line, place) => pen.fillText(line, 10, box.height + 22 + 12 * place));
  return new Promise((give, refuse) =>
    sheet.toBlob((blob) => (blob ? give(blob) : refuse(new Error("no picture"))), "image/png"));
};
const copy = async (figure, tell) => {
  const made = picture(figure);
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
    tell("Picture copied.");
  } catch {
    try {
      save(await made, "image/png", `${figure.id}.png`);
    } catch { // a page that may show no picture from a script can still keep the drawing
      save(drawn(figure.querySelector("svg"))[0], "image/svg+xml", `${figure.id}.svg`);
    }
    tell("Picture saved as a file.");
  }
};
const tooled = (figure) => {
  const table = figure.querySelector("table");
  named(figure);
  const told = make("span", { role: "status", class: "insight-told" });
  const tell = (text) => {
    told.textContent = text;
    setTimeout(() => (told.textContent = ""), 6000);
  };
  const tools = make("div", { class: "insight-tools" });
  if (table?.tHead) {
    tools.append(button("Download these numbers (CSV)", () => {
      save(csv(table), "text/csv;charset=utf-8", `${figure.id}.csv`);
      tell("Numbers saved as a file.");
    }));
  }
  if (figure.querySelector("svg")) tools.append(button("Copy picture", () => copy(figure, tell)));
  tools.append(told);
  (figure.querySelector("figcaption") || figure.lastElementChild).after(tools);
};

/* A cell is sorted by the end of a period, a number or words; what is missing comes last. */
const number = (text) => {
  const found = LEAD.exec(text);
  return found ? parseFloat(found[1].replace("−", "-").replaceAll(",", "")) : NaN;
};
const period = (text) => {
  const years = text.match(/\b(?:19|20)\d\d(?:\/\d\d)?/g);
  if (!years) return NaN;
  const months = (text.toLowerCase().match(/[a-z]{3,}/g) || []).map((word) => MONTHS.indexOf(word.slice(0, 3)));
  return parseInt(years.at(-1), 10) + (months.at(-1) ?? 0) / 12;
};
const measure = (texts) => {
  const shown = texts.filter((text) => !GONE.test(text));
  return [period, number].find((value) => 2 * shown.filter((text) => value(text) === value(text)).length > shown.length);
};
const order = new WeakMap(); // the rows of each block as published
const inOrder = (body) => {
  if (!order.has(body)) {
    order.set(body, [...body.rows].filter((row) => !row.querySelector("th[scope=rowgroup]")));
  }
  return order.get(body);
};
const sort = (table, column, way) => {
  const bodies = [...table.tBodies];
  const text = (row) => said(row.cells[column]);
  const value = measure(bodies.flatMap((body) => inOrder(body).map(text)));
  for (const body of bodies) {
    const rows = inOrder(body).map((row, place) => ({ row, place, text: text(row) }));
    const gone = (one) => GONE.test(one.text) || (!!value && Number.isNaN(value(one.text)));
    const against = (a, b) => (value ? value(a.text) - value(b.text) : words.compare(a.text, b.text));
    const compared = (a, b) => gone(a) - gone(b) || (gone(a) ? 0 : way * against(a, b));
    rows.sort((a, b) => (way && compared(a, b)) || a.place - b.place);
    body.append(...rows.map((one) => one.row));
  }
};
const WAYS = { none: ["ascending", 1], ascending: ["descending", -1], descending: ["none", 0] };
const sortable = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (!head.textContent.trim() || head.colSpan > 1) return;
    const press = make("button", { type: "button", class: "insight-sort" }, ...head.childNodes);
    head.append(press);
    press.addEventListener("click", () => {
      const [name, way] = WAYS[head.getAttribute("aria-sort") || "none"];
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      if (way) head.setAttribute("aria-sort", name);
      sort(table, column, way);
    });
  });
};
const filterable = (box, table, rows) => {
  const input = make("input", { type: "search", autocomplete: "off", class: "insight-filter" });
  const told = make("span", { role: "status", class: "insight-told" });
  const bodies = [...table.tBodies].map((body) =>
    [body, inOrder(body).map((row) => [row, `${heading(body)} ${said(row)}`.toLowerCase()])]);
  input.addEventListener("input", () => {
    const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [body, lines] of bodies) {
      let here = 0;
      for (const [row, text] of lines) {
        row.hidden = !wanted.every((word) => text.includes(word));
        here += !row.hidden;
      }
      body.hidden = !here;
      shown += here;
    }
    told.textContent = wanted.length ? `${shown} of ${rows} rows` : "";
  });
  box.before(make("div", { class: "insight-tools" }, make("label", {}, "Filter rows ", input), told));
};
const worked = (box) => {
  const table = box.querySelector("table");
  if (!table?.tHead) return;
  const rows = [...table.tBodies].reduce((sum, body) => sum + inOrder(body).length, 0);
  if (rows >= FEW) sortable(table);
  if (rows > MANY) filterable(box, table, rows);
  if (table.caption) {
    box.setAttribute("role", "group");
    box.setAttribute("aria-labelledby", named(table.caption));
  }
  const scrolls = () => {
    const more = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    if (more) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  new ResizeObserver(scrolls).observe(box);
};

/* A term's explanation, while its link is pointed at or has the focus. Esc puts it away. */
const explained = () => {
  const kept = document.getElementById("insight-terms");
  if (!kept) return;
  const known = JSON.parse(kept.textContent);
  const notes = new Map();
  let open = null;
  let later = 0;
  const close = () => {
    clearTimeout(later);
    if (open) open.hidden = true;
    open = null;
  };
  const soon = () => {
    clearTimeout(later);
    later = setTimeout(close, 250);
  };
  const show = (link, note) => {
    close();
    open = note;
    note.hidden = false;
    const at = link.getClientRects()[0];
    const wide = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(at.left, wide - note.offsetWidth - 8));
    const over = at.bottom + note.offsetHeight + 8 > window.innerHeight && at.top > note.offsetHeight + 80;
    note.style.left = `${left + window.scrollX}px`;
    note.style.top = `${(over ? at.top - note.offsetHeight - 2 : at.bottom + 2) + window.scrollY}px`;
  };
  const note = (name, [term, text]) => {
    if (!notes.has(name)) {
      const made = make("div", { role: "tooltip", class: "insight-note", hidden: "" }, make("strong", {}, term), ` ${text}`);
      made.addEventListener("mouseenter", () => clearTimeout(later));
      made.addEventListener("mouseleave", soon);
      document.body.append(made);
      notes.set(name, made);
    }
    return notes.get(name);
  };
  for (const link of document.querySelectorAll("article a[href*='#']")) {
    const name = link.getAttribute("href");
    if (!Object.hasOwn(known, name) || link.classList.contains("headerlink")) continue;
    const its = note(name, known[name]);
    link.setAttribute("aria-describedby", named(its));
    link.addEventListener("mouseenter", () => show(link, its));
    link.addEventListener("focus", () => show(link, its));
    link.addEventListener("mouseleave", soon);
    link.addEventListener("blur", close);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) close();
  });
};

const start = () => {
  document.querySelectorAll("figure.insight-figure").forEach(tooled);
  document.querySelectorAll(".insight-table").forEach(worked);
  explained();
};
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
})();
