"""More small documents: what stands far behind a name and is a tick, and lists of options of which nobody knows a word.

Names of papers and bodily demands stand among them: they are no competencies, whatever is ticked beside them.
"""

from __future__ import annotations

from .kinds import EN, FR, Kind, span, table, ticks

DE = "<h1>Stellenbeschreibung Friseur</h1><p>Abteilung: Salon</p><h2>Kompetenzen</h2>"
LINES = (
    "<style>tr { border-bottom: 0.5pt solid #999 } table { border-collapse: collapse }"
    " td, th { padding: 2pt 9pt }</style>"
)

OPEN = "<style>.ruled th { border: none }</style>"


def options(*rows: tuple[str, str, int]) -> str:
    """A line for each name: a colon and its options, the one of that number bold and underlined."""
    return "".join(f"<p>{name}: {_options(texts, at)}</p>" for name, texts, at in rows)


def _options(texts: str, at: int) -> str:
    shown = (f"<b><u>{text}</u></b>" if i == at else text for i, text in enumerate(texts.split("|")))
    return "&nbsp;&nbsp;&nbsp;".join(shown)


APART = [
    Kind(
        "nl-checks-between-lines-alone",
        LINES
        + table(
            [["Competentie", "Basis", "Goed", "Sterk"], *ticks({"Spitten": 2, "Enten": 1, "Wieden": 0}, "abc", "✓")],
            look="",
        ),
        {"Spitten": "Sterk", "Enten": "Goed", "Wieden": "Basis"},
    ),
    Kind(
        "de-dashes-and-one-check-without-a-side-rule",
        LINES
        + table(
            [["Kompetenz", "1", "2", "3"], *ticks({"Färben": 2, "Schneiden": 1, "Waschen": 0}, "123", "✔", "–")],
            look="",
        ),
        {"Färben": "3", "Schneiden": "2", "Waschen": "1"},
        title=DE,
    ),
    Kind(
        "fr-dots-under-bare-heads",
        table(
            [
                ["Compétence", "Notions", "Maîtrise", "Expertise"],
                *ticks({"Pétrir": 2, "Cuire": 0, "Vendre": 1}, "abc", "●"),
            ],
            look="bare",
        ),
        {"Pétrir": "Expertise", "Cuire": "Notions", "Vendre": "Maîtrise"},
        title=FR,
    ),
    Kind(
        "en-checks-of-what-is-offered",
        "<p>Baking: level 2</p><p>Selling: level 3</p><h2>Benefits</h2>"
        + table(
            [["Benefit", "Full time", "Part time"], *ticks({"Laptop": 0, "Car": 1, "Phone": 0}, "ab", "✓")], look="bare"
        ),
        {"Baking": "2", "Selling": "3"},
        title=EN,
    ),
    Kind(
        "nl-options-apart-that-begin-with-a-word-nobody-knows",
        options(("Knippen", "starter|gevorderd|expert", 1), ("Kleuren", "starter|gevorderd|expert", 2)),
        {"Knippen": "gevorderd", "Kleuren": "expert"},
    ),
    Kind(
        "en-options-apart-that-end-with-a-word-nobody-knows",
        options(
            ("Shaving", "low|medium|superb", 1), ("Cutting", "low|medium|superb", 2), ("Waxing", "low|medium|superb", 0)
        ),
        {"Shaving": "medium", "Cutting": "superb", "Waxing": "low"},
        title=EN,
    ),
    Kind(
        "de-options-of-two-words",
        options(("Färben", "Lehrling|gut|sehr gut", 2), ("Waschen", "Lehrling|gut|sehr gut", 1)),
        {"Färben": "sehr gut", "Waschen": "gut"},
        title=DE,
    ),
    Kind(
        "en-physical-demands-in-a-table",
        "<p>Baking: level 2</p><p>Selling: level 3</p><h2>Physical demands</h2>"
        + table(
            [
                ["Activity", "Never", "Occasionally", "Frequently"],
                *ticks({"Lifting": 1, "Standing": 2, "Climbing": 0}, "abc"),
            ]
        ),
        {"Baking": "2", "Selling": "3"},
        title=EN,
    ),
    Kind(
        "en-names-of-levels-behind-dashes-and-their-scale",
        "<ul><li>Stock control – Proficient</li><li>Forklift – Expert</li><li>Data entry – Beginner</li></ul>"
        "<p>Scale: Beginner, Competent, Proficient, Expert</p>",
        {"Stock control": "Proficient", "Forklift": "Expert", "Data entry": "Beginner"},
        title=EN,
    ),
    Kind(
        "fr-names-of-levels-in-brackets-and-their-scale",
        "<p>Tisser (confirmé)</p><p>Teindre (débutant)</p><p>Échelle : débutant / confirmé / expert</p>",
        {"Tisser": "confirmé", "Teindre": "débutant"},
        title=FR,
    ),
    Kind(
        "de-words-behind-colons-one-of-which-is-no-level",
        "<p>Färben: sehr gut</p><p>Waschen: gut</p><p>Dienstplan: flexibel</p><p>Schneiden: ausreichend</p>",
        {"Färben": "sehr gut", "Waschen": "gut", "Schneiden": "ausreichend"},
        title=DE,
    ),
    Kind(
        "en-words-of-lists-that-are-no-levels",
        "<p>Kinds of yarn: silk, wool, cotton</p><p>Main yarn: wool</p><p>Second yarn: silk</p>",
        {},
        title=EN,
    ),
    Kind(
        "en-sentences-between-names-and-their-levels",
        "<h3>Patience</h3><p>Takes the time that is needed.</p><p>Required level: 3</p>"
        "<h3>Mechanics</h3><p>Understands gears and weights, and how they move.</p><p>Required level: 2</p>",
        {"Patience": "3", "Mechanics": "2"},
        descriptions={"Patience": "Takes the time that is needed."},
        title=EN,
    ),
    Kind(
        "nl-one-level-under-a-sentence-under-a-heading",
        "<h3>Over dit profiel</h3><p>De bijlage legt de niveaus uit.</p><p>Niveau 2</p>"
        "<ul><li>Snijden</li><li>Koken</li></ul>",
        {},
    ),
    Kind(
        "fr-several-checks-in-a-row-without-rules",
        table(
            [
                ["Compétence", "1", "2", "3"],
                ["Tisser", "✓", "✓", ""],
                ["Teindre", "", "✓", ""],
                ["Vendre", "✓", "✓", "✓"],
            ],
            look="bare",
        ),
        {"Tisser": None, "Teindre": "2", "Vendre": None},
        title=FR,
    ),
    Kind(
        "nl-two-steps-behind-a-colon",
        "<p>Weven: basis</p><p>Verven: basis of gevorderd</p><p>Verkopen: gevorderd</p>",
        {"Weven": "basis", "Verven": None, "Verkopen": "gevorderd"},
    ),
    Kind(
        "en-words-among-numbered-levels",
        "<p>Priority: high</p><p>Risk: low</p><p>Weaving: level 2</p><p>Dyeing: level 3</p>",
        {"Weaving": "2", "Dyeing": "3"},
        title=EN,
    ),
    Kind(
        "nl-heads-over-a-grid",
        OPEN
        + table(
            [
                ["", "Basis", "Goed", "Sterk"],
                *ticks({"Knopen": 1, "Zwemmen": 2, "Koken": 0}, "abc"),
            ]
        ),
        {"Knopen": "Goed", "Zwemmen": "Sterk", "Koken": "Basis"},
    ),
    Kind(
        "en-a-sentence-over-a-grid-without-heads",
        "<p>Tick what is needed of the person in this role, on any day of the year.</p>"
        + table(ticks({"Knots": 1, "Swimming": 2, "Cooking": 0}, "abc"), head=0),
        {},
        title=EN,
    ),
    Kind(
        "nl-bold-groups-between-lines-alone",
        LINES
        + table(
            [
                ["Competentie", "Niveau"],
                [span("<b>Omgaan met mensen</b>", 2, tag="td")],
                ["Gezag", "3"],
                ["Rust", "2"],
                [span("<b>Techniek</b>", 2, tag="td")],
                ["Zwemmen", "4"],
                ["Materiaal", "1"],
            ],
            look="",
        ),
        {"Gezag": "3", "Rust": "2", "Zwemmen": "4", "Materiaal": "1"},
        groups={"Gezag": "Omgaan met mensen", "Zwemmen": "Techniek", "Materiaal": "Techniek"},
    ),
    Kind(
        "en-a-plain-group-below-rows",
        LINES
        + table(
            [
                ["Competency", "Level"],
                ["Calm", "3"],
                ["Clarity", "2"],
                [span("Technical", 2, tag="td")],
                ["Swimming", "4"],
                ["Chemistry", "1"],
            ],
            look="",
        ),
        {"Calm": "3", "Clarity": "2", "Swimming": "4", "Chemistry": "1"},
        title=EN,
    ),
    Kind(
        "en-groups-among-rows-of-ticks",
        LINES
        + table(
            [
                ["Competency", "1", "2", "3"],
                [span("Personal", 4)],
                *ticks({"Calm": 2, "Clarity": 1}, "123", "x"),
                [span("Technical", 4)],
                *ticks({"Swimming": 0, "Chemistry": 2}, "123", "x"),
            ],
            look="",
        ),
        {"Calm": "3", "Clarity": "2", "Swimming": "1", "Chemistry": "3"},
        groups={"Calm": "Personal", "Swimming": "Technical"},
        title=EN,
    ),
    Kind(
        "nl-papers-among-competencies",
        "<ul><li>Lesgeven: niveau 3</li><li>EHBO-attest: niveau 2</li><li>Reddersdiploma: niveau 1</li></ul>",
        {"Lesgeven": "3"},
    ),
    Kind(
        "fr-papers-that-say-of-what",
        "<p>Pétrir : niveau 3</p><p>Certificat de secourisme : niveau 1</p>"
        "<p>Habilitation électrique : niveau 2</p><p>Vendre : niveau 2</p>",
        {"Pétrir": "3", "Vendre": "2"},
        title=FR,
    ),
]
"""Each with the levels that a person reads in it."""
