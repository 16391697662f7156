// Everything works without this script; with it, less has to be clicked.
(() => {
  "use strict";
  const MOST_BYTES = 25 * 2 ** 20;
  const GONE = "Program IKI sudah ditutup. Semua berkas aman. Klik dua kali ikon IKI untuk membukanya lagi.";
  const UNSENT = "Belum disimpan: program IKI sudah ditutup. Yang Anda ketik masih ada di halaman ini.";
  const find = (selector) => document.querySelector(selector);
  const say = (text) => { const told = find("#kabar"); if (told) told.textContent = text; };
  const isClosed = !find(".folder");  // or not let in: nothing of an office stands around the page
  document.documentElement.classList.add("ber-skrip");

  // --- is the program still there?
  const gone = () => {
    if (find(".putus") || isClosed) return;
    const bar = document.createElement("div");
    bar.className = "putus";
    bar.setAttribute("role", "alert");
    bar.textContent = GONE;
    document.body.prepend(bar);
  };
  let tab = crypto.randomUUID();
  const named = () => new URLSearchParams({ tab });
  const knock = async () => {
    const isThere = await fetch("/denyut", { method: "POST", body: named() }).then((answer) => answer.ok, () => false);
    if (isThere) find(".putus")?.remove(); else gone();
    return isThere;
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !isClosed) knock(); });
  if (!isClosed) {  // from now on this tab counts as there, until it says good-bye
    knock();
    setInterval(() => { if (!document.hidden) knock(); }, 240000);
  }
  window.addEventListener("pageshow", (event) => { if (event.persisted) { tab = crypto.randomUUID(); release(); knock(); } });
  window.addEventListener("pagehide", () => { if (!isClosed) navigator.sendBeacon("/pamit", named()); });

  // --- a form is sent once
  const release = () => {
    for (const form of document.forms) {
      delete form.dataset.terkirim;
      form.querySelectorAll("button").forEach((one) => one.removeAttribute("aria-disabled"));
    }
    say("");
  };
  const hold = (form) => {
    form.dataset.terkirim = "ya";
    form.querySelectorAll("button").forEach((one) => one.setAttribute("aria-disabled", "true"));
    say("Sebentar…");
  };
  document.addEventListener("submit", async (event) => {  // only where somebody answers: else what was typed is lost
    const form = event.target, button = event.submitter;
    if (form.dataset.dijawab) { delete form.dataset.dijawab; return; }
    if (form.dataset.terkirim || !isClosed) event.preventDefault();
    if (form.dataset.terkirim) return;
    hold(form);
    if (isClosed) return;
    if (await knock()) { form.dataset.dijawab = "ya"; form.requestSubmit(button); } else { release(); say(UNSENT); }
  });
  document.addEventListener("click", async (event) => {  // while it is gone no link leads anywhere
    const link = event.target.closest?.("a[href]");
    if (!link || !find(".putus") || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    if (await knock()) link.click();
  });

  // --- files: chosen, or dropped anywhere
  const form = find("#terima"), input = find("#berkas");
  const send = () => {
    const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
    if (size > MOST_BYTES) {
      input.value = "";
      say("Berkas terlalu besar. Paling banyak 25 MB sekali kirim; bagilah menjadi beberapa kali.");
    } else if (input.files.length) form.requestSubmit();
  };
  if (form && input) {
    input.addEventListener("change", send);
    document.querySelectorAll("[data-pilih]").forEach((one) => one.addEventListener("click", (event) => {
      event.preventDefault();
      input.click();
    }));
    const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
    const mark = (on) => document.documentElement.classList.toggle("menjatuhkan", on);
    document.addEventListener("dragover", (event) => { if (hasFiles(event)) { event.preventDefault(); mark(true); } });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
    document.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      mark(false);
      input.files = event.dataTransfer.files;
      send();
    });
  } else {  // a file that misses is not opened in place of the page
    for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  }

  // --- copy: data-salin names the field whose text is meant; what was copied says so as long as this tab is open
  const copied = (button, field, kept) => {
    const key = `disalin ${location.pathname} ${field.value}`;
    try {
      if (kept) sessionStorage.setItem(key, kept);
      const at = sessionStorage.getItem(key) ?? kept;
      if (at) button.textContent = `Disalin pukul ${at}. Salin lagi`;
    } catch { if (kept) button.textContent = `Disalin pukul ${kept}. Salin lagi`; }
  };
  document.querySelectorAll("[data-salin]").forEach((button) => {
    const field = document.getElementById(button.dataset.salin);
    copied(button, field);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        field.select();
        document.execCommand("copy");
      }
      copied(button, field, new Date().toTimeString().slice(0, 5).replace(":", "."));
      say("Tersalin.");
    });
  });

  // --- how many letters are chosen: data-lanjut is what the button says, with # in the place of the number
  const onward = find("[data-lanjut]");
  const count = () => {
    const chosen = document.querySelectorAll('input[name="surat"]:checked').length;
    onward.textContent = onward.dataset.lanjut.replace("#", chosen);
  };
  if (onward) {
    document.addEventListener("change", count);
    window.addEventListener("pageshow", count);
    count();
  }

  // --- how far a job is
  const job = find("#kerja");
  const poll = async () => {
    try {
      const told = await (await fetch(job.dataset.alamat)).json();
      if (told.ke) { location.replace(told.ke); return; }
      find("#kalimat").textContent = told.kalimat;
      const bar = job.querySelector("progress");
      if (told.dari) { bar.max = told.dari; bar.value = told.selesai; }
      setTimeout(poll, 500);
    } catch { gone(); }
  };
  if (job) setTimeout(poll, 500);
})();
