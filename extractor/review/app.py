"""The addresses of the review: what is looked at here, what is changed in `actions`."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from extractor.corrections.waiting import waiting_in
from extractor.errors import ExtractorError
from extractor.review.actions import Actions
from extractor.review.documents import document_view, lot_view
from extractor.review.drawing import NoPicture
from extractor.review.finding import find_question, reading_named
from extractor.review.queue import FILTERS, Chosen
from extractor.review.trusting import look_view, trust_view
from extractor.review.views import Context, answer_text, messages_of, question_view, queue_view, waiting_text
from extractor.review.wording import LANGUAGES, ReviewWords, words_for
from extractor.review.work import Work

_FILES: Final = {"review.css": "text/css", "review.js": "text/javascript", "review.svg": "image/svg+xml"}
_YEAR: Final = 365 * 24 * 3600


def review_app(work: Work, *, stop: Callable[[], None]) -> Starlette:
    """The application without its guard; `stop` ends the server."""
    pages = _Pages(work)
    actions = Actions(work, stop)
    posts = ("answer", "value", "later", "undo", "apply", "stop")
    return Starlette(
        routes=[
            Route("/", pages.queue),
            Route("/question/{id}", pages.question),
            Route("/lot/{id}", pages.lot),
            Route("/document/{id}", pages.document),
            Route("/page/{id}/{page:int}.png", pages.picture),
            Route("/applied", pages.applied),
            Route("/trust", pages.trust),
            Route("/trust/{id}", pages.look),
            Route("/trust/draw", actions.draw, methods=["POST"]),
            Route("/trust/verdict", actions.verdict, methods=["POST"]),
            Route("/language/{language}", pages.language),
            Route("/static/{name}", pages.static),
            *(Route(f"/{name}", getattr(actions, name), methods=["POST"]) for name in posts),
        ],
        exception_handlers={HTTPException: pages.failed, ExtractorError: pages.refused},  # type: ignore[dict-item]
    )


class _Pages:
    """Every page is a URL: what is selected stands in it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._templates = Environment(
            loader=PackageLoader("extractor.review", "page"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def queue(self, request: Request) -> Response:
        with self._work.ledger_and_queue() as (_, queue):
            return self._page(request, "queue.html", queue_view(queue, chosen_in(request)))

    def question(self, request: Request) -> Response:
        with self._work.ledger_and_queue() as (ledger, queue):
            entry, read = find_question(ledger, queue, request.path_params["id"])
            view = question_view(queue, entry, read, chosen_in(request), _page_in(request))
            return self._page(request, "question.html", view)

    def lot(self, request: Request) -> Response:
        with self._work.ledger_and_queue() as (ledger, queue):
            entry, _ = find_question(ledger, queue, request.path_params["id"])
            return self._page(request, "lot.html", lot_view(queue, entry, chosen_in(request)))

    def document(self, request: Request) -> Response:
        with self._work.ledger_and_queue() as (ledger, queue):
            _, read = reading_named(ledger, request.path_params["id"])
            return self._page(request, "document.html", document_view(ledger, queue, self._work.output, read))

    def trust(self, request: Request) -> Response:
        with self._work.ledger_and_queue() as (ledger, _):
            return self._page(request, "trust.html", trust_view(ledger, self._work.output))

    def look(self, request: Request) -> Response:
        id_ = request.path_params["id"]
        with self._work.ledger_and_queue() as (ledger, queue):
            view = look_view(ledger, queue, self._work.output, id_, _page_in(request))
            return self._page(request, "look.html", view)

    def applied(self, request: Request) -> Response:
        return self._page(request, "applied.html", {"applied": self._work.applied})

    def picture(self, request: Request) -> Response:
        """A PNG, or the reason why there is none as a word that the page knows."""
        with self._work.ledger_and_queue() as (ledger, _):
            path, read = reading_named(ledger, request.path_params["id"])
        page = request.path_params["page"]
        if not 1 <= page <= read.source.page_count:
            raise HTTPException(404)
        drawn = self._work.pictures.picture(path, read.source.sha256, page)
        if isinstance(drawn, NoPicture):
            return PlainTextResponse(drawn.value, 504 if drawn is NoPicture.TIME else 404)
        return Response(drawn, media_type="image/png", headers={"cache-control": "private, max-age=3600"})

    def language(self, request: Request) -> Response:
        language = request.path_params["language"]
        if language not in LANGUAGES:
            raise HTTPException(404)
        answer = RedirectResponse(_local(request.query_params.get("back", "/")), status_code=303)
        answer.set_cookie("jobdesc-language", language, max_age=_YEAR, samesite="strict", path="/")
        return answer

    def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FILES:
            raise HTTPException(404)
        text = (files("extractor.review") / "page" / name).read_text(encoding="utf-8")
        return Response(text, media_type=_FILES[name], headers={"cache-control": "no-cache"})

    def failed(self, request: Request, error: HTTPException) -> Response:
        context = {"title": "not_found", "message": None, "hint": "not_found_hint"}
        return self._page(request, "error.html", context, status=error.status_code)

    def refused(self, request: Request, error: ExtractorError) -> Response:
        context = {"title": "error", "message": f"{error.message}\n{error.advice}", "hint": None}
        return self._page(request, "error.html", context, status=500)

    def _page(self, request: Request, name: str, context: Context, *, status: int = 200) -> Response:
        words = words_for(request, self._work.language)
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        text = self._templates.get_template(name).render(
            **{
                **self._frame(words),
                "asked": asked,
                "who": unquote(request.cookies.get("jobdesc-who", "")),
                "later_versions": request.cookies.get("jobdesc-later") == "yes",
                **context,
            }
        )
        return HTMLResponse(text, status)

    def _frame(self, words: ReviewWords) -> dict[str, Any]:
        """What stands around every page; a fault in the corrections is said there, and hides nothing else."""
        try:
            with self._work.ledger_and_queue() as (ledger, _):
                waiting = waiting_in(ledger, self._work.output)
        except ExtractorError:
            waiting = None
        return {
            "say": words.say,
            "language": words.language,
            "other": next(code for code in LANGUAGES if code != words.language),
            "texts": words.texts,
            "waiting": waiting,
            "waiting_text": waiting_text(words, waiting),
            "flash": self._work.take_flash(),
            "messages": lambda question: messages_of(words, question),
            "answer_text": lambda correction: answer_text(words, correction),
            "can_undo": bool(self._work.written),
        }


def chosen_in(request: Request) -> Chosen:
    """The selection that the address names; `all` where everything is wanted."""
    asked = {name: request.query_params[name] for name in FILTERS if request.query_params.get(name)}
    return Chosen(**{name: None if value == "all" else value for name, value in asked.items()})


def _page_in(request: Request) -> int | None:
    asked = request.query_params.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else None


def _local(address: str) -> str:
    """An address of this server: a link must not lead out of it."""
    parts = urlsplit(address)
    inside = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside else "/"
