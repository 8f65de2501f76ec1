// What the pages can do beyond being read. Everything works without it: the buttons below appear only here.

const root = document.documentElement;

/** The large-print switch (大字版). The page's head applies the kept choice before anything is painted. */
function largePrint(button) {
  const show = () => button.setAttribute("aria-pressed", String(root.hasAttribute("data-large-print")));
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    const on = root.toggleAttribute("data-large-print");
    try {
      localStorage.setItem("large-print", on ? "1" : "0");
    } catch {
      // Storage may be forbidden; the choice then holds for this page.
    }
    show();
  });
}

/** Copies a text; outside HTTPS, as on an intranet, browsers have no clipboard object and the old way is left. */
async function copyText(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    const selection = getSelection();
    selection.selectAllChildren(source);
    const copied = document.execCommand("copy");
    if (copied) selection.removeAllRanges();
    return copied;
  }
}

/** A button that copies the text it names, and says so to eyes and to screen readers. */
function copyButton(button) {
  const source = document.getElementById(button.dataset.copy);
  const status = document.querySelector("[data-copy-status]");
  const said = button.textContent;
  let timer = 0;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await copyText(source);
    button.textContent = copied ? "已复制" : "已选中，请按 Ctrl+C";
    status.textContent = "";
    requestAnimationFrame(() => {
      status.textContent = copied ? "已复制到剪贴板" : "没能自动复制。文字已选中，请按 Ctrl+C。";
    });
    clearTimeout(timer);
    timer = setTimeout(() => (button.textContent = said), 3000);
  });
}

document.querySelectorAll("[data-large-print-toggle]").forEach(largePrint);
document.querySelectorAll("[data-copy]").forEach(copyButton);

/** Marks a learning activity that lies ahead on the reader's own day. */
function ahead(note) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  if (note.dataset.until < today) return;
  const seal = document.createElement("b");
  seal.className = "seal seal--soon";
  seal.textContent = note.dataset.until === today ? "今天" : "即将举行";
  note.prepend(seal, " ");
}

document.querySelectorAll("[data-until]").forEach(ahead);

// On a wide screen the facets stand open. The stylesheet does that where it can reach into a closed <details>.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60em)").matches) {
  document.querySelectorAll(".facets__sheet").forEach((sheet) => (sheet.open = true));
}

// Material takes every alternate for a translation of the page and asks for a sitemap beside it. Feeds have none, so
// while it looks they go by another name; afterwards feed readers in the browser find them as before.
const feeds = document.querySelectorAll("link[rel=alternate]");
feeds.forEach((link) => (link.rel = "alternate feed"));
addEventListener("load", () => feeds.forEach((link) => (link.rel = "alternate")));
