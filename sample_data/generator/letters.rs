//! sued's answers to letters, with their texts: what must be in them, and what must not.

use std::collections::BTreeSet;
use std::path::Path;

use super::chance::Chance;
use super::clock::{self, HOUR, Hours, Instant};
use super::count::{Figure, Sum};
use super::files::{Cell, Failure, Table, save, text, write_workbook};
use super::judge;
use super::judge::Verdict::{Missed, Passed, Unmeasurable};
use super::model::{Provider, Row};
use super::plant::Fault;
use super::words::CATALOGUE;

const QUEUE: &str = "brief";
/// Place of a return in the catalogue of reasons.
const RETURN: usize = 4;
const HEADER: &[&str] = &[
    "Brief-Nr.",
    "Eingang",
    "Beantwortet",
    "Zustand",
    "Kunde",
    "Kundensprache",
    "Mitarbeiter",
    "Anliegen",
    "Fall gelöst",
    "Kommentar",
    "Antworttext",
];

/// One letter with its answer.
#[derive(Clone, Debug)]
pub struct Letter {
    id: String,
    received: Instant,
    answered: Instant,
    customer: &'static str,
    language: &'static str,
    reply: String,
    /// What the answer is to each rule; none where it is no case of it.
    verdicts: Verdicts,
    /// Words of a German body, and the wrong ones among them.
    words: i64,
    wrong: i64,
}

/// The rules about written replies, in the order of [`STANDARDS`].
type Verdicts = [Option<judge::Verdict>; 8];

const STANDARDS: [&str; 8] = [
    "reply_language",
    "form_of_address",
    "salutation",
    "thanks",
    "named_contact",
    "company_data",
    "forbidden_wording",
    "sentence_length",
];

const NAMES: [(&str, &str); 8] = [
    ("Sabine Müller", "Sehr geehrte Frau Müller,"),
    ("Peter Krause", "Sehr geehrter Herr Krause,"),
    ("Monika Vogt", "Sehr geehrte Frau Vogt,"),
    ("Hans Bergmann", "Sehr geehrter Herr Bergmann,"),
    ("Claudia Reuter", "Sehr geehrte Frau Reuter,"),
    ("Dieter Lorenz", "Sehr geehrter Herr Lorenz,"),
    ("Ingrid Pohl", "Sehr geehrte Frau Pohl,"),
    ("Werner Haas", "Sehr geehrter Herr Haas,"),
];

const THANKS: &str = "vielen Dank für Ihr Schreiben.";
const BODIES: [&str; 4] = [
    "Die Position auf Ihrer Rechnung gehört zu der zweiten Lieferung. Eine Kopie des Lieferscheins liegt diesem Brief bei.",
    "Wir haben den Betrag geprüft und schreiben Ihnen die Differenz gut. Die Gutschrift erscheint auf Ihrer nächsten Rechnung.",
    "Ihre Rücksendung ist bei uns eingegangen. Den Kaufpreis überweisen wir in den kommenden Tagen auf Ihr Konto.",
    "Ihre neue Anschrift haben wir in Ihrem Kundenkonto eingetragen. Alle weiteren Sendungen gehen an diese Adresse.",
];
const CLOSING: &str = "Bitte melden Sie sich bei weiteren Fragen gern telefonisch.";
const PEOPLE: [&str; 3] = ["Anna Schmidt", "Jonas Keller", "Miriam Wolf"];
const COMPANY: &str = "Südkontakt KG im Auftrag der Muster Versand AG";
const ENGLISH: &str = "Dear Ms Smith,\n\nthank you for your letter. Your return has arrived, and we will transfer the price to your account within the next days.\n\nKind regards\nAnna Schmidt\nSüdkontakt KG im Auftrag der Muster Versand AG";

/// Texts of planted answers.
const DU: &str = "vielen Dank für dein Schreiben. Deine Rücksendung ist bei uns eingegangen. Den Kaufpreis überweisen wir in den kommenden Tagen auf dein Konto.";
const PLATITUDE: &str = "vielen Dank für Ihr Schreiben. Bitte haben Sie Verständnis für die Verzögerung. Ihre Rücksendung ist bei uns eingegangen.";
const LONG: &str = "vielen Dank für Ihr Schreiben, auf das wir Ihnen nach der Prüfung durch unsere Abteilung für Rechnungen und nach der Rückfrage bei dem Lager gern mitteilen, dass Ihre Rücksendung bei uns eingegangen ist.";
const MISSPELLED: &str = "vielen Dank für Ihr Schreiben. Die Position auf Ihrer Rechnug gehört zu der zweiten Lieferung. Eine Kopie des Liefescheins liegt diesem Brief bei.";

fn letter(salutation: &str, body: &str, person: &str, company: &str) -> String {
    format!("{salutation}\n\n{body}\n\nMit freundlichen Grüßen\n{person}\n{company}")
}

fn whole(body: &str) -> String {
    format!("{THANKS} {body} {CLOSING}")
}

fn words(body: &str) -> i64 {
    body.split_whitespace().count() as i64
}

/// All letters in the order of the sheet, with their faults.
pub fn letters() -> Vec<Row<Letter>> {
    let mut chance = Chance::new("letters");
    let mut rows: Vec<Row<Letter>> = (0..44).map(|_| Row::sound(good(&mut chance))).collect();
    rows.extend((0..4).map(|_| Row::sound(english(&mut chance))));
    rows.extend(planted(&mut chance));
    rows.sort_by_key(|row| row.what.received);
    for (number, row) in (1..).zip(&mut rows) {
        row.what.id = format!("BR-{:05}", 40_200 + number);
    }
    rows
}

fn good(chance: &mut Chance) -> Letter {
    let (customer, salutation) = NAMES[chance.between(0, 7) as usize];
    let body = whole(BODIES[chance.between(0, 3) as usize]);
    let person = PEOPLE[chance.between(0, 2) as usize];
    let received = clock::berlin(10, chance.between(1, 23) as u32, 9, 0, 0) + chance.between(0, 3 * HOUR);
    let work = chance.between(2 * HOUR, 20 * HOUR);
    Letter {
        id: String::new(),
        received,
        answered: clock::after_open_seconds(Hours::BackOffice, received, work),
        customer,
        language: "DE",
        reply: letter(salutation, &body, person, COMPANY),
        verdicts: [Some(Passed); 8],
        words: words(&body),
        wrong: 0,
    }
}

/// Without a dictionary for English nothing is spelled, and German forms of address are none.
fn english(chance: &mut Chance) -> Letter {
    let mut letter = Letter {
        customer: "Emily Smith",
        language: "EN",
        reply: ENGLISH.to_owned(),
        words: 0,
        ..good(chance)
    };
    letter.verdicts[1] = None;
    letter
}

/// One answer of each kind of breach; each breaks one rule and keeps the others.
fn planted(chance: &mut Chance) -> Vec<Row<Letter>> {
    let (customer, salutation) = NAMES[0];
    let (standard, person) = (whole(BODIES[2]), PEOPLE[1]);
    let no_thanks = format!("{} {CLOSING}", BODIES[2]);
    let plan: [(Fault, usize, &str, &str, &str, &str); 9] = [
        (Fault::DuForm, 1, salutation, DU, person, COMPANY),
        (
            Fault::NoName,
            2,
            "Sehr geehrte Damen und Herren,",
            &standard,
            person,
            COMPANY,
        ),
        (
            Fault::OtherName,
            2,
            "Sehr geehrter Herr Weber,",
            &standard,
            person,
            COMPANY,
        ),
        (Fault::NoThanks, 3, salutation, &no_thanks, person, COMPANY),
        (
            Fault::NobodyNamed,
            4,
            salutation,
            &standard,
            "Ihr Serviceteam",
            COMPANY,
        ),
        (
            Fault::NoCompany,
            5,
            salutation,
            &standard,
            person,
            "Südkontakt KG",
        ),
        (Fault::Platitude, 6, salutation, PLATITUDE, person, COMPANY),
        (Fault::LongSentence, 7, salutation, LONG, person, COMPANY),
        (Fault::Misspelled, 8, salutation, MISSPELLED, person, COMPANY),
    ];
    let mut rows = Vec::new();
    for (fault, rule, salutation, body, person, company) in plan {
        let mut what = good(chance);
        what.customer = customer;
        what.reply = letter(salutation, body, person, company);
        what.words = words(body);
        match what.verdicts.get_mut(rule) {
            Some(verdict) => *verdict = Some(Missed),
            None => what.wrong = 2,
        }
        rows.push(Row {
            fault: Some(fault),
            ..Row::sound(what)
        });
    }
    let mut german = good(chance);
    german.language = "EN";
    german.verdicts[0] = Some(Missed);
    rows.push(Row {
        fault: Some(Fault::AnsweredInGerman),
        ..Row::sound(german)
    });
    let mut short = good(chance);
    short.reply = String::from("Erledigt.");
    short.verdicts = [Some(Unmeasurable); 8];
    short.verdicts[5..].copy_from_slice(&[Some(Missed), Some(Passed), Some(Passed)]);
    short.words = -1;
    rows.push(Row {
        fault: Some(Fault::TooShortToTell),
        ..Row::sound(short)
    });
    rows
}

/// The sheet.
pub fn table(rows: &[Row<Letter>]) -> Table {
    let place = ("sued/Briefe_2026-10.xlsx", "Briefe");
    let mut table = Table::new((Provider::Sued, "sued_letters", "tickets"), place, HEADER);
    table.lead = vec![
        vec![text("Südkontakt KG – beantwortete Briefe Oktober 2026")],
        vec![],
    ];
    table.fill(rows, &[], cells, |letter| letter.id.clone());
    table
}

/// Writes the workbook, and the dictionary of the client with the words of correct answers.
pub fn write(folder: &Path, table: &Table) -> Result<(), Failure> {
    write_workbook(folder, &[table])?;
    let correct = [DU, PLATITUDE, LONG, THANKS, CLOSING].into_iter().chain(BODIES);
    let words: BTreeSet<&str> = correct
        .flat_map(str::split_whitespace)
        .map(|word| word.trim_end_matches(['.', ',']))
        .collect();
    let list: String = words.iter().map(|word| format!("{word}\n")).collect();
    save(
        folder,
        "kunde/woerterbuch/de_DE.dic",
        format!("{}\n{list}", words.len()).as_bytes(),
    )?;
    save(folder, "kunde/woerterbuch/de_DE.aff", b"SET UTF-8\n")
}

fn cells(letter: &Letter) -> Vec<Cell> {
    let moment = |at: Instant| Cell::Moment(clock::wall(at));
    vec![
        text(&*letter.id),
        moment(letter.received),
        moment(letter.answered),
        text("Abgeschlossen"),
        text(letter.customer),
        text(letter.language),
        text("MA-181"),
        text(CATALOGUE[RETURN].word),
        text("J"),
        text(CATALOGUE[RETURN].notes[1]),
        text(&*letter.reply),
    ]
}

/// What the letters must give.
pub fn figures(rows: &[Row<Letter>]) -> Vec<Figure> {
    let mut sums = [Sum::default(); 8];
    let mut spelling = Sum::default();
    for row in rows {
        for (sum, verdict) in sums.iter_mut().zip(row.what.verdicts) {
            if let Some(verdict) = verdict {
                sum.add(verdict);
            }
        }
        match row.what.words {
            -1 => spelling.unmeasurable += 1,
            words => {
                spelling.denominator += words;
                spelling.numerator += row.what.wrong;
            }
        }
    }
    let all = STANDARDS.into_iter().zip(sums).chain([("spelling", spelling)]);
    let figure = |(standard, sum): (&'static str, Sum)| {
        ["*", QUEUE].map(|queue| Figure::whole(Provider::Sued, standard, standard, queue, sum))
    };
    all.flat_map(figure).collect()
}
