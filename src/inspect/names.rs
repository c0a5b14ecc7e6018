//! What exports call the things that a mapping asks for, German and English. A name is compared
//! without case, blanks, punctuation and units; umlauts may be written out.

use crate::vocabulary::TableKind;
use crate::workspace::mapping::Field::{self, *};

/// Names of columns per field, the most telling first.
pub const COLUMNS: &[(Field, &str)] = &[
    (
        Id,
        "id, anruf id, anruf nr, anrufnummer, call id, callid, call ref, contact id, kontakt id, \
         conversation id, interaction id, vorgang, vorgangs id, vorgangsnummer, vorgangs nr, ticket, \
         ticket id, ticket nr, ticketnummer, ticket number, case, case id, case number, fall, \
         fall id, incident, number, nummer, request id, requestid, uniqueid, session id, key, nr",
    ),
    (
        Queue,
        "queue, queue name, warteschlange, hotline, skill, skill group, skillgruppe, split, \
         postfach, mailbox, csq, gruppe, group, team, assignment group, rufziel, vq, acd group, topic, location id, restaurant id, standort",
    ),
    (
        OfferedAt,
        "offered at, offered, beginn, begonnen, start, started, start time, startzeit, anrufbeginn, \
         anrufzeit, eingang, eingegangen, call start, call started, call time, call date, initiated, \
         initiation timestamp, timestamp, zeitstempel, datum zeit, date time, zeitpunkt, time, call, \
         anruf, angeboten um, enqueue time, q start, vru exit",
    ),
    (EnteredAt, "entered at, entered, ivr start, vru entry, menu entry"),
    (
        AnsweredAt,
        "answered at, angenommen, angenommen um, time answered, answer time, answered, \
         call answered, connected at, annahme, ser start, linktime",
    ),
    (
        EndedAt,
        "ended at, ende, beendet, end, end time, endzeit, call end, call ended, disconnect, \
         disconnect timestamp, complete time, gespraechsende, ser exit, released",
    ),
    (
        Wait,
        "wait, wartezeit, wait time, wait length, waiting time, queue time, q time, hold time queue, \
         speed of answer, answer speed, time in queue, annahmezeit, ringing time, klingelzeit, \
         htime, waiting duration",
    ),
    (
        Talk,
        "talk, gespraech, gespraechszeit, gespraechsdauer, sprechzeit, talk time, talk duration, \
         avg talk duration, service length, ser time, billsec, conversation duration, ttime",
    ),
    (Hold, "hold, halten, haltezeit, hold time, hold duration"),
    (
        WrapUp,
        "wrap, wrap up, wrapup, nachbearbeitung, nachbearbeitungszeit, nacharbeit, acw, \
         after call work, wrap up time",
    ),
    (
        Outcome,
        "ergebnis, outcome, disposition, status, call status, anrufstatus, result, resultat, \
         call outcome, callresult, call result, verlauf, answered, angenommen",
    ),
    (
        Agent,
        "agent, agent id, agent name, agentenname, mitarbeiter, bearbeiter, besitzer, owner, assignee, \
         assigned to, user, benutzer, server, sales rep, rep, handled by, answered by, org resource",
    ),
    (
        CustomerLanguage,
        "sprache kunde, kundensprache, customer language, customer lang, language, sprache, \
         caller language",
    ),
    (
        ServedLanguage,
        "sprache gespraech, gespraechssprache, sprache antwort, antwortsprache, served language, \
         served lang, reply language, reply lang, agent language, sprache agent",
    ),
    (
        Reason,
        "anliegen, grund, reason, reason code, kontaktgrund, contact reason, kategorie, category, \
         thema, topic, subject, betreff, ticket type, type, typ, problemcode, wrap up code",
    ),
    (
        Resolved,
        "geloest, fall geloest, resolved, erledigt, solved, abgeschlossen",
    ),
    (
        ResolvedFirst,
        "erstloesung, erstkontakt, first contact, fcr, first contact resolution, \
         first call resolution, im erstkontakt geloest, resolved first",
    ),
    (
        SlaMet,
        "sla met, made sla, meets standard, sla, sla eingehalten, eingehalten",
    ),
    (
        Csat,
        "csat, zufriedenheit, satisfaction, satisfaction rating, customer satisfaction rating, \
         bewertung, rating",
    ),
    (
        Nps,
        "nps, net promoter, net promoter score, weiterempfehlung, recommendation, likelihood to recommend",
    ),
    (
        SurveySent,
        "survey sent, umfrage versandt, befragt, umfrage, surveyed, rating requested",
    ),
    (
        Transferred,
        "transferred, weitergeleitet, weiterverbunden, verbunden, weiterleitung, was transferred",
    ),
    (
        Transfers,
        "transfers, transfer count, weiterleitungen, anzahl weiterleitungen, reassignment count",
    ),
    (
        CriticalErrorCustomer,
        "customer critical error, critical error customer, kundenkritischer fehler, kundenkritisch",
    ),
    (
        CriticalErrorBusiness,
        "business critical error, critical error business, geschaeftskritischer fehler, geschaeftskritisch",
    ),
    (
        CriticalErrorCompliance,
        "compliance critical error, critical error compliance, rechtskritischer fehler, rechtskritisch",
    ),
    (
        Note,
        "notiz, note, notes, bemerkung, kommentar, comment, comments, beschreibung, description, \
         resolution, answer, memo",
    ),
    (
        Reply,
        "antworttext, text der antwort, reply text, reply body, response text, response body, mailtext",
    ),
    (CustomerName, "kundenname, name des kunden, customer name"),
    (
        Customer,
        "kundennummer, kunden nr, kunden id, kundenid, customer id, customer number, customer no, client id",
    ),
    (
        DocumentedAt,
        "documented at, doku, dokumentiert, dokumentation, dokumentiert am, documented",
    ),
    (
        CreatedAt,
        "created at, erstellt, erstellt am, eingang, eingegangen, eroeffnet, angelegt, angelegt am, \
         created, opened at, opened, open date, date opened, sys created at, datetimeinit, received, \
         start time",
    ),
    (
        UpdatedAt,
        "updated at, zuletzt geaendert, geaendert, letzte aenderung, sys updated at, modified, \
         last modified, changed, aktualisiert",
    ),
    (
        FirstResponseAt,
        "first reply at, erste antwort, erstantwort, first response, first response at, \
         first response time, first reply, erstreaktion",
    ),
    (
        AcknowledgedAt,
        "acknowledged at, eingangsbestaetigung, bestaetigt am, eingang bestaetigt, acknowledged, confirmed at",
    ),
    (
        InterimNoticeAt,
        "interim notice at, zwischenbescheid, zwischenbescheid am, zwischennachricht, interim notice",
    ),
    (
        CallbackPromisedAt,
        "callback promised at, rueckruf zugesagt, rueckruf zugesagt am, callback promised",
    ),
    (
        CallbackDueAt,
        "callback due at, rueckruf bis, rueckruf faellig, rueckruftermin, callback due",
    ),
    (
        CallbackAt,
        "callback at, rueckruf am, rueckruf erfolgt, zurueckgerufen am, called back at",
    ),
    (
        ResolvedAt,
        "resolved at, geloest am, geloest, loesung, loesungszeit, erledigt, erledigt am, erledigt um, resolved, \
         resolution date, solved at, behoben",
    ),
    (
        ClosedAt,
        "closed at, geschlossen, geschlossen am, abgeschlossen am, closed, datetimeclosed, close date",
    ),
    (
        DueAt,
        "due at, promised until, faellig, faellig am, zugesagt bis, due, due date, deadline, \
         prjcompletedate, sla due, loesung bis",
    ),
    (
        Status,
        "status, zustand, state, ticket status, incident state, case status",
    ),
    (
        Priority,
        "prioritaet, priority, ticket priority, prio, dringlichkeit, urgency",
    ),
    (
        Reopened,
        "reopened, reopen count, wiedereroeffnet, wiedereroeffnungen",
    ),
    (
        Start,
        "interval start, intervall, intervall ab, interval, start, beginn, von, zeitraum, uhrzeit, \
         time interval, datum, date, period start, zeit, month, halbstunde, time",
    ),
    (
        Minutes,
        "minutes, minuten, interval minutes, interval length, intervalldauer",
    ),
    (
        Offered,
        "offered, angeboten, angebotene anrufe, calls offered, incoming calls, inbound calls, \
         anrufe gesamt, alle anrufe, anrufe, calls, eingehende anrufe, empfangene anrufe, arrivals",
    ),
    (
        Answered,
        "answered, angenommen, angenommene, angenommene anrufe, answered calls, calls answered, \
         handled, calls handled, bearbeitet",
    ),
    (
        Abandoned,
        "abandoned, aufgelegt, abgebrochen, verloren, verlorene anrufe, verpasste, abandoned calls, \
         calls abandoned, abbrueche, aufleger",
    ),
    (
        ShortAbandoned,
        "abandoned 5s, abandoned 10s, short abandoned, kurzabbrecher, kurze abbrueche, \
         short abandons, abandoned in 5s",
    ),
    (
        FlowedOut,
        "flowed out, flow out, ueberlauf, overflow, weitergeleitet, transferred out",
    ),
    (
        InTime,
        "answered 20s, answered 10s, answered 15s, answered 30s, in time, angenommen 20s, \
         angenommen in 20s, acceptable, answered in sl, im servicelevel",
    ),
    (
        InTimeShareOfOffered,
        "service level, servicelevel, sl, service level 20 seconds",
    ),
    (
        AbandonedInTime,
        "abandoned 20s, abandoned 15s, abandoned 30s, abandoned in sl",
    ),
    (
        MeanWait,
        "avg wait, average wait, answer speed, speed of answer, mittlere wartezeit, asa, average speed of answer, answer speed avg, \
         mean wait, wartezeit, average speed of answer seconds",
    ),
    (
        MeanTalk,
        "avg talk, talk duration, mittlere gespraechszeit, talk duration avg, average talk time, sprechzeit",
    ),
    (MeanHold, "avg hold, mittlere haltezeit, average hold time"),
    (
        MeanWrapUp,
        "avg wrap, avg acw, mittlere nachbearbeitung, average acw",
    ),
    (
        MeanHandle,
        "avg handle, aht, average handle time, mittlere bearbeitungszeit, \
         average handle time seconds, bearbeitungszeit",
    ),
    (
        Planned,
        "planned, geplant, plan, soll, scheduled, required agents, plan agents",
    ),
    (
        Present,
        "present, anwesend, ist, staffed, actual, logged in, angemeldet",
    ),
    (
        HandedOverAt,
        "handed over at, handed over, uebergeben am, uebergeben, uebergabe, uebergabezeit, forwarded at",
    ),
];

/// Words in names of files and sheets that speak for a kind of table.
pub const KINDS: &[(TableKind, &str)] = &[
    (
        TableKind::Calls,
        "call, calls, anruf, anrufe, gespraeche, einzelanrufe, bookings, contacts",
    ),
    (
        TableKind::Tickets,
        "ticket, tickets, ticketliste, vorgaenge, faelle, cases, incident, mails, csb",
    ),
    (
        TableKind::Intervals,
        "interval, intervals, intervalle, kpi, report, metrics, annual, pattern",
    ),
    (
        TableKind::Staffing,
        "staffing, besetzung, personal, schichten, shifts, dienstplan, wfm",
    ),
    (
        TableKind::Handover,
        "handover, handovers, uebergaben, uebergabe, uebergabeprotokoll",
    ),
];

/// Names that only say that a column is a day or a time of day.
pub const DAY_OR_TIME: &str = "datum, date, tag, day, uhrzeit, zeit, time, clock";

/// Names too general to be found within longer ones.
pub const GENERAL: &str = "time, start, id, nr, number, nummer, key, type, typ, call, anruf, ticket, case, fall, date, \
     datum, group, gruppe, end, ende, user, server, incident, call date, vorgang, anrufe, calls, \
     month, von, state, rep, plan, ist, soll, actual, service level";

/// What begins a row of totals.
pub const TOTALS: &str = "summe, gesamt, gesamtsumme, insgesamt, total, totals, grand total, sum, subtotal, \
     zwischensumme, durchschnitt, mittelwert, average, mean, anzahl, count, ergebnis gesamt, σ, ∑";

/// Texts that stand for "no value".
pub const MISSING: &str = "?, -, --, ---, –, —, n/a, N/A, n.a., NA, #N/A, #NV, NULL, null, Null, None, none, NONE, \
     [None], nan, NaN, k.A., k. A., unbekannt, unknown, (leer), (blank), (empty), NO_AGENT, \
     NO_SERVER, nicht zugewiesen, unassigned";

/// The entries of one of these lists.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',').map(str::trim)
}
