"use strict";
// Shows the one answer that was asked for, of all that the page holds, and keeps it in the address.
(() => {
  const form = document.getElementById("ask");
  const articles = [...document.querySelectorAll("article[data-answer]")];
  const cases = [...document.querySelectorAll("[data-sizes]")];
  const said = document.getElementById("said");
  const link = document.getElementById("link");

  const chosen = (name) => form.elements[name].value;
  const key = () => [chosen("challenge"), chosen("threat"), chosen("horizon")].join("/");

  function choose(name, value) {
    const field = form.elements[name];
    const values = [...(field.options ?? field)].map((each) => each.value);
    const known = values.includes(value);
    if (known) field.value = value;
    return known;
  }

  function read() {
    const [challenge, threat, horizon, size] = location.hash.slice(1).split("/");
    const given = { challenge, threat, horizon, size: size ?? "" };
    const known = Object.entries(given).map(([name, value]) => choose(name, value));
    return location.hash.length < 2 || known.every(Boolean);
  }

  function open() {
    const understood = read();
    show();
    if (!understood) said.textContent = `This link is not whole. Shown is: ${said.textContent}`;
  }

  function show() {
    const size = chosen("size");
    for (const each of articles) each.hidden = each.dataset.answer !== key();
    for (const each of cases) {
      each.hidden = size !== "" && !each.dataset.sizes.split(" ").includes(size);
    }
    const hash = "#" + key() + (size === "" ? "" : "/" + size);
    history.replaceState(null, "", hash);
    link.value = location.href;
    said.textContent = tell(size);
  }

  function tell(size) {
    const shown = articles.find((each) => !each.hidden);
    const all = [...shown.querySelectorAll("[data-sizes]")];
    const count = (entries) => new Set(entries.map((each) => each.textContent)).size;
    const name = shown.dataset.strategy;
    if (size === "") return `${name}. All cases are shown: ${count(all)}.`;
    const left = count(all.filter((each) => !each.hidden));
    return `${name}. Cases from cities of this size: ${left} of ${count(all)}.`;
  }

  async function copy() {
    link.select();
    let copied = true;
    try {
      await navigator.clipboard.writeText(link.value);
    } catch {
      copied = document.execCommand("copy");
    }
    said.textContent = copied
      ? "The link is copied."
      : "The browser did not let the link be copied. It is marked: copy it by hand.";
  }

  document.documentElement.classList.add("live");
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("copy").addEventListener("click", copy);
  window.addEventListener("hashchange", open);
  open();
})();
