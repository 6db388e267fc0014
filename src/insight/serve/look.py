"""The look of what is served, beyond the book's own style sheet; and the one small script."""

STYLE = """\
*, *::before, *::after { box-sizing: border-box; }
html { color-scheme: light; -webkit-text-size-adjust: 100%; }
body { margin: 0; font-family: var(--pst-font-family-base); font-size: 1.0625rem; background: #fff; }
a { color: var(--pst-color-link); }
main { display: block; padding: 0 1.25rem 4rem; }
.serve-narrow, .serve-wide { margin: 0 auto; max-width: 46rem; }
.serve-wide { max-width: 54rem; }
.serve-skip { position: absolute; left: -99rem; }
.serve-skip:focus { position: static; display: inline-block; padding: .6rem 1.25rem; }
.insight-masthead { position: static; }
.serve-banner { background: var(--insight-wash); border-bottom: 1px solid var(--insight-line); }
.serve-banner > div { margin: 0 auto; max-width: 54rem; padding: .7rem 0; }
.serve-banner-room { padding-inline: 1.25rem; }
.serve-banner p { margin: 0; }
.serve-banner a { display: inline-block; padding-block: .25rem; }
.bd-article { padding-top: 1.5rem; overflow-wrap: break-word; }
.bd-article form { margin: 1rem 0 1.5rem; padding: 1.1rem 1.25rem 1.25rem;
  border: 1px solid var(--insight-line);
  border-top: 4px solid var(--insight-blue); border-radius: 4px; }
.bd-article form.serve-plain { border: 0; padding: 0; margin: 1.5rem 0; }
.serve-field { margin: 0 0 1.1rem; }
.serve-field label { display: block; font-weight: 700; margin-bottom: .3rem; }
.serve-help { display: block; color: var(--insight-soft); font-size: .94rem; margin-bottom: .3rem; }
select, .serve-field input { width: 100%; max-width: 34rem; min-height: 2.75rem; padding: .35rem .6rem;
  font: inherit;
  color: var(--insight-ink); background: #fff; border: 2px solid var(--insight-soft);
  border-radius: 4px; }
button, .serve-button { display: inline-block; min-height: 2.75rem; padding: .5rem 1.25rem;
  font: inherit; font-weight: 700;
  border: 2px solid var(--insight-blue); border-radius: 4px; background: var(--insight-blue);
  color: #fff; cursor: pointer; }
.bd-article a.serve-button, .bd-article a.serve-button:hover { color: #fff; text-decoration: none; }
button:hover, .bd-article a.serve-button:hover { background: var(--insight-deep);
  border-color: var(--insight-deep); }
button.serve-quiet { background: #fff; color: var(--insight-deep); border-color: var(--insight-soft); }
button.serve-quiet:hover { background: var(--insight-wash); }
.bd-article a.serve-second, .bd-article a.serve-second:hover { background: #fff;
  color: var(--insight-deep); }
.serve-buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0; padding: 0;
  list-style: none; }
.bd-article .serve-buttons li { margin: 0; }
progress { display: block; width: 100%; height: 1.25rem; margin: .75rem 0 .5rem;
  accent-color: var(--insight-blue); }
.serve-state { font-size: 1.2rem; font-weight: 700; margin: 1rem 0 .25rem; }
.serve-fault { margin: 1rem 0; padding: .8rem 1rem; border-left: 8px solid #d5281b; background: #fdf1f0;
  white-space: pre-line; overflow-wrap: anywhere; }
.serve-fault:focus { outline-offset: 2px; }
.serve-files { padding-left: 1.25rem; }
.serve-files a, .serve-parts a { padding-block: .3rem; }
.bd-article .serve-files li, .bd-article .serve-parts li { margin-bottom: .4rem; }
.serve-parts { margin: 1rem 0; }
footer { border-top: 1px solid var(--insight-line); color: var(--insight-soft);
  padding: 1rem 1.25rem 2rem; font-size: .94rem; }
@media (max-width: 600px) {
  main { padding-inline: 1rem; } .serve-banner-room, footer { padding-inline: 1rem; }
  .serve-buttons, .serve-buttons a, .bd-article form button { width: 100%; text-align: center; }
  .serve-buttons li { width: 100%; }
}
@media print { .serve-banner, .insight-masthead, .serve-parts, footer { display: none; } }
"""

SCRIPT = """\
"use strict";
(() => {
  const place = document.querySelector("[data-events]");
  if (!place) return;
  const state = place.querySelector("[data-state]");
  const bar = place.querySelector("progress");
  let source = null;
  const say = (words) => { if (state.textContent !== words) state.textContent = words; };
  const stop = () => { if (source) { source.close(); source = null; } };
  const listen = () => {
    if (source || document.hidden) return;  // a tab in the background keeps no connection
    source = new EventSource(place.dataset.events);
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.ended) { stop(); location.reload(); return; }
      say(news.words);
      if (news.total) { bar.max = news.total; bar.value = news.done; }
    };
    source.onerror = () => say("Not connected: the program may have been closed. Trying again.");
  };
  document.addEventListener("visibilitychange", () => document.hidden ? stop() : listen());
  listen();
})();
"""
