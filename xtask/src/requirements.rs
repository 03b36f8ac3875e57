//! The requirements in our words, and what is not built of them: the one place where that is said by hand.

/// A requirement of the plan (R) or of what nobody else has (D).
pub struct Requirement {
    /// Stable id.
    pub id: &'static str,
    /// What it asks for.
    pub asks: &'static str,
    /// What is lacking; `None` = all of it is built, so that code, page and test must say so.
    pub lacks: Option<&'static str>,
}

const fn built(id: &'static str, asks: &'static str) -> Requirement {
    Requirement { id, asks, lacks: None }
}

const fn part(id: &'static str, asks: &'static str, lacks: &'static str) -> Requirement {
    Requirement { id, asks, lacks: Some(lacks) }
}

const FAMILIES: &str = "families confirm by a code or on paper; the page of a code opens only where the office does";
const LISTS: &str = "lists are made from marks, lessons missed, points of works and kept results by code; results that name pupils become lines only as a table";
const DAY: &str = "the day of a procedure is not built";
const CASES: &str = "cases are not built";
const BANK: &str = "the bank of works is not built";

/// Every requirement in its order.
pub const ALL: &[Requirement] = &[
    part("R1", "public observation with drawn observers and acts by stage", DAY),
    part(
        "R2",
        "qualified people at every stage",
        "briefings with questions and terms; an assignment without one is not refused: the day is not built",
    ),
    part("R3", "return-delivery packages and information protection", DAY),
    part("R4", "commissions that mark by agreed criteria", DAY),
    built("R5", "index of unconfirmed medallists"),
    part(
        "R6",
        "indices of non-objectivity of ВПР and ОГЭ",
        "markers in the federal style stand beside every set; no index of a school by name is computed",
    ),
    part("R7", "the same indices for ДКР and works of one's own", "no index by name of its own; sets of ДКР go through the same screen"),
    part(
        "R8",
        "presence of observation as a factor",
        "the passport says whether observers were there; no contrast between schools is computed",
    ),
    part("R9", "analysis of signs, measures against the causes", CASES),
    part(
        "R10",
        "competence of heads and teachers in assessment",
        "a register with hours, document and its last day of everybody; needs from marking and re-check are not brought in",
    ),
    part(
        "R11",
        "explanatory work with deputies and teachers",
        "meetings with agenda, decisions and tasks; texts from the year's data are not put into them",
    ),
    part("R12", "expert analysis of results by subject associations", "the report is there, minutes and a workspace are not"),
    part(
        "R13",
        "the methodology studied: every indicator on one page with an example from the reader's data",
        "the example has no test; reading it is not acknowledged",
    ),
    part(
        "R14",
        "list of procedure checks instead of a list of people",
        "sets with n, uncertainty and next step are listed; no person is resolved, cases are not built",
    ),
    built("R15", "federal and regional plans mapped to the school's"),
    part("R16", "analysis of the year's attainment", "by class, subject, parallel, school, period and year; not by teacher"),
    part("R17", "dynamics over main subjects through the year", "by class; not by pupil"),
    part("R18", "lesson visits", "a card with the teacher's own word; no long form with marks"),
    part("R19", "monitoring within ВПР: workbooks in, seven sections out", "no test holds that all seven sections are there"),
    built("R20", "quarter mark, procedure and examination on one scale"),
    part("R21", "materials on objectivity and their use", "a register of materials; where they were used is written in words"),
    part(
        "R22",
        "webinars and changes in КИМ made known",
        "read and confirmed by a day, told by notices and letters; what changed is written in by hand",
    ),
    part(
        "R23",
        "olympiad register",
        "stages with their pupils, consent, places and a register, made from the list of able pupils; a route does not list its olympiads",
    ),
    part("R24", "bank of assessment tools", BANK),
    part("R25", "rules of ГИА made known", FAMILIES),
    part("R26", "conditions and resources monitored", "readiness as an event; the day of a procedure is not built"),
    part("R27", "consultations for weak and absent pupils", LISTS),
    part("R28", "interviews by results and attendance", LISTS),
    part(
        "R29",
        "support of able pupils",
        "a route with aims and steps; participants of an olympiad are made from the same list, a route does not list them",
    ),
    part("R30", "confirmed cases only, never statistics alone", CASES),
    part("R31", "works in ВПР format at each quarter's end", BANK),
    part("R32", "planned results monitored", "by class; not by pupil"),
    part("R33", "scripts checked by members of the association", DAY),
    built("R34", "quarter marks planned against interim attestation"),
    part(
        "R35",
        "seminars, experts trained",
        "a register with hours, document and its last day of everybody; no list of experts is made of it",
    ),
    part("R36", "work in subject commissions, selective re-check", DAY),
    part(
        "R37",
        "observers from parents not taking part",
        "who may observe is computed from families and classes; nobody is drawn or trained: the day is not built",
    ),
    part("R38", "instructions of ВПР studied", "read and confirmed on the screen and on paper, not by a code"),
    part("R39", "parents informed", FAMILIES),
    part(
        "R40",
        "one time for all classes of a parallel, load rules",
        "lessons are not compared with times of the clock: bells are not known",
    ),
    part("R41", "КИМ confidential until the end of work", DAY),
    part("R42", "order in rooms", DAY),
    part("R43", "observers in every class, protocol, violations", DAY),
    part("R44", "sequential re-check at school", DAY),
    part("R45", "parent meetings, interviews, preparation", FAMILIES),
    part("R46", "help programmes for teachers", CASES),
    part("R47", "explanatory work once a quarter", "a recurring measure its meetings close; texts are not put into them"),
    built("R48", "every measure with a date and a responsible"),
    part("D1", "a re-check that knows when to stop", DAY),
    part(
        "D2",
        "what the data can detect is said first",
        "the stated power is tested against its formula in the program, against data only in the harness",
    ),
    built("D3", "protocols declared in advance"),
    built("D4", "false accusations controlled over the whole screen"),
    part("D5", "a case with a right of reply", CASES),
    part(
        "D6",
        "credibility passport by rules that are reference data",
        "custody is not recorded, so \"fit\" and \"not fit\" cannot be reached",
    ),
    built("D7", "a ledger anyone can verify offline"),
    part(
        "D8",
        "any number back to its cell, recomputed anywhere",
        "file, sheet and rows stand beside the numbers; the archive to recompute is not built",
    ),
    part("D9", "drawn observers", DAY),
    part("D10", "where one expert hour helps most", CASES),
    built("D11", "the plan from the school's own document and back"),
    part("D12", "measures prove themselves", "numbers before and after are typed, not taken from results"),
    part("D13", "blind calibration on paper", DAY),
    part("D14", "marker's mirror", DAY),
    part("D15", "the boundary excess decomposed by item", "the decomposition has no test of its own"),
    built("D16", "three series and profile inversion, exact for few pupils"),
    part("D17", "what-if for every rule", "a user's own reference file changes any rule; nothing shows the two outcomes side by side"),
    part("D18", "comparison without disclosure", "small cells are kept back outside the school; schools cannot exchange packages yet"),
    built("D19", "a school, district or region with known truth in one command"),
    part("D20", "certificate and the right to be cleared", CASES),
];
