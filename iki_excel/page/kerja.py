"""How far a job is, for whoever waits for it: a page that renews itself, and the same for the script."""

from __future__ import annotations

from iki_excel.page.answers import Answer, Data, NotThere, Page, See
from iki_excel.page.asking import Asked, Route
from iki_excel.page.jobs import Job


def shown(asked: Asked, key: str) -> Answer:
    """A page while it runs; then where it leads, or why it failed."""
    job = _job(asked, key)
    if job.error is not None:
        raise job.error
    if job.finished.is_set():
        return See(job.leads_to)
    return Page("kerja.html", job.judul, {"job": job, "kalimat": sentence(job)})


def told(asked: Asked, key: str) -> Answer:
    """The same for the script, which goes to ``ke`` once it says so."""
    job = _job(asked, key)
    done, total, _ = job.step
    ke = job.leads_to if job.finished.is_set() else ""
    return Data({"kalimat": sentence(job), "selesai": done, "dari": total, "ke": ke})


def stop(asked: Asked, key: str) -> Answer:
    """Stop between two steps, and say so where it was started."""
    job = _job(asked, key)
    job.stopping.set()
    job.finished.wait(asked.jobs.patience)
    return See(job.leads_to)


def sentence(job: Job) -> str:
    """How far it is, in one sentence."""
    done, total, name = job.step
    if job.stopping.is_set():
        return "Menghentikan sesudah langkah ini…"
    return f"{job.judul}: {name} ({done} dari {total})" if total else f"{job.judul}…"


def _job(asked: Asked, key: str) -> Job:
    job = asked.jobs.find(key)
    if job is None:
        raise NotThere
    return job


ROUTES = (
    Route("GET", "/kerja/<key>.json", told),
    Route("GET", "/kerja/<key>", shown),
    Route("POST", "/kerja/<key>/hentikan", stop),
)
