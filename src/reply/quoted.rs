//! What a reply repeats of the mail that it answers is not the provider's own text.

/// Words that begin a copied mail, in lower case; the rest of the text is that mail.
const COPIES: [&str; 10] = [
    "-----original message",
    "-----ursprüngliche nachricht",
    "----- original message",
    "----- ursprüngliche nachricht",
    "-------- original message",
    "-------- originalnachricht",
    "-------- forwarded message",
    "-------- weitergeleitete nachricht",
    "---------- forwarded message",
    "--- ursprüngliche nachricht",
];

/// First lines of a mail's header, with those that follow them.
const HEADERS: [(&str, [&str; 4]); 2] = [
    ("von:", ["gesendet:", "an:", "datum:", "betreff:"]),
    ("from:", ["sent:", "to:", "date:", "subject:"]),
];

/// The text without quoted lines and without the mail copied below.
pub fn own_text(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut own: Vec<&str> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        if begins_copy(&lines[at..]) {
            break;
        }
        if let Some(length) = introduction(&lines[at..]) {
            let rest = &lines[at + length..];
            // An answer below the quoted lines still counts; without such lines all the rest is quoted.
            if !rest.iter().any(|line| is_quoted(line)) {
                break;
            }
            at += length;
            continue;
        }
        if !is_quoted(lines[at]) {
            own.push(lines[at]);
        }
        at += 1;
    }
    own.join("\n")
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

fn begins_copy(lines: &[&str]) -> bool {
    let [first, rest @ ..] = lines else { return false };
    let first = first.trim().to_lowercase();
    let follows = |wanted: &[&str]| {
        let next = rest.iter().filter(|line| !line.trim().is_empty()).take(2);
        next.map(|line| line.trim().to_lowercase())
            .any(|line| wanted.iter().any(|word| line.starts_with(word)))
    };
    COPIES.iter().any(|copy| first.starts_with(copy))
        || HEADERS
            .iter()
            .any(|(begin, next)| first.trim_start_matches('*').starts_with(begin) && follows(next))
}

/// Lines that say who wrote what follows: "Am 12.10.2026 um 10:22 schrieb Max Muster <m@…>:", over up
/// to three lines.
fn introduction(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim_start();
    let (begins, verb) = match first {
        _ if first.starts_with("Am ") => (true, "schrieb"),
        _ if first.starts_with("On ") => (true, "wrote"),
        _ => (false, ""),
    };
    if !begins {
        return None;
    }
    let mut said = String::new();
    for (number, line) in lines.iter().take(3).enumerate() {
        said.push_str(line.trim());
        said.push(' ');
        let ends = line.trim_end().ends_with(':');
        let says_when = said.bytes().any(|byte| byte.is_ascii_digit());
        if ends && says_when && said.contains(verb) {
            return Some(number + 1);
        }
        if ends || line.trim().is_empty() {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::own_text;

    #[test]
    fn what_the_customer_wrote_is_left_out() {
        let reply = "Guten Tag,\ndas ist erledigt.\n\nAm 12.10.2026 um 10:22 schrieb Max Muster\n<max@muster.example>:\n\nKannst du mir helfen?";
        assert_eq!(own_text(reply), "Guten Tag,\ndas ist erledigt.\n");
        let below = "On Mon, 12 Oct 2026 at 10:22, Max wrote:\n> Can you help?\n> Max\nYes, we can.";
        assert_eq!(own_text(below), "Yes, we can.");
        let outlook = "Done.\n\nVon: Max Muster\nGesendet: Montag\nAn: Service\n\nHilf mir.";
        assert_eq!(own_text(outlook), "Done.\n");
        let copied = "Done.\n-----Original Message-----\nHelp me.";
        assert_eq!(own_text(copied), "Done.");
    }

    #[test]
    fn sentences_that_only_begin_alike_stay() {
        for text in [
            "Am 3. Mai schrieb uns Ihre Bank.\nWir prüfen das.",
            "Von: hier bis dort\nist es weit.",
            "On Monday:\nwe call you.",
        ] {
            assert_eq!(own_text(text), text);
        }
    }
}
