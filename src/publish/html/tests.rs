//! Both pages, as a reader and as a hostile export would see them.

use std::collections::BTreeSet;

use super::render::TEMPLATES;
use super::{TemplateError, overview, scorecard};
use crate::publish::example;
use crate::publish::locale::Locale;
use crate::scorecard::Review;
use crate::vocabulary::ProviderId;
use crate::workspace::agreement::ReportLanguage;

/// Every page of a review, with its name.
fn pages(review: &Review) -> Vec<(String, String)> {
    let mut pages = vec![(
        "overview".to_owned(),
        overview(review, None).expect("an overview"),
    )];
    for provider in &review.providers {
        pages.push((
            provider.id.to_string(),
            scorecard(review, &provider.id, None).expect("a scorecard"),
        ));
    }
    pages
}

fn in_english() -> Review {
    let mut review = example::english();
    for provider in &mut review.providers {
        provider.language = ReportLanguage::English;
    }
    review
}

/// Names of 300 characters without a blank, from right to left, with signs beyond the basic plane.
fn with_long_names() -> Review {
    let mut review = example::review();
    review.providers[0].name = "Donaudampfschifffahrt".repeat(15).chars().take(300).collect();
    review.providers[1].name = "\u{202e}مركز الاتصال 👩‍🚀 \u{202d}{n} {{ 7*7 }}".into();
    for file in &mut review.providers[0].files {
        file.file = "x".repeat(300);
    }
    review.queues[0].name = "Warteschlange_".repeat(20);
    review
}

fn nord() -> ProviderId {
    ProviderId::new("nord")
}

/// For looking at the pages: `LEITSTAND_PAGES=folder cargo test -- --ignored write_pages`.
#[test]
#[ignore = "writes the pages to a folder for looking at them"]
fn write_pages() {
    let folder = std::env::var("LEITSTAND_PAGES").map_or_else(|_| std::env::temp_dir(), Into::into);
    for (language, review) in [
        ("de", example::review()),
        ("en", in_english()),
        ("empty", example::empty()),
        ("long", with_long_names()),
    ] {
        for (name, page) in pages(&review) {
            std::fs::write(folder.join(format!("{name}-{language}.html")), page).expect("writable");
        }
    }
}

#[test]
fn no_text_key_is_left_over() {
    let sections: Vec<String> = Locale::new(ReportLanguage::German)
        .texts()
        .keys()
        .cloned()
        .collect();
    for review in [example::review(), in_english(), example::empty()] {
        for (name, page) in pages(&review) {
            for section in &sections {
                let found = page.match_indices(&format!("{section}.")).find_map(|(at, _)| {
                    let after = page[at + section.len() + 1..].chars().next()?;
                    let before = page[..at].chars().next_back()?;
                    let key = after.is_ascii_lowercase()
                        && !before.is_alphanumeric()
                        && before != '.'
                        && before != '/';
                    let shown: String = page[at..].chars().take(40).collect();
                    (key && !shown.starts_with("findings.csv")).then_some(shown)
                });
                assert_eq!(found, None, "{name} shows a key");
            }
            assert!(
                !page.contains("{name}") && !page.contains("{n}"),
                "{name} shows a placeholder"
            );
        }
    }
}

#[test]
fn hostile_names_are_shown_as_text() {
    for (name, page) in pages(&example::review()) {
        assert!(!page.contains("<script>alert"), "{name}");
        assert!(!page.contains("<b>fett</b>"), "{name}");
        assert_eq!(
            page.matches("<script>").count(),
            1,
            "{name} has its own script only"
        );
    }
    let page = scorecard(&example::review(), &ProviderId::new("linden"), None).expect("a scorecard");
    assert!(page.contains("Linden &lt;script&gt;"));
    assert!(page.contains("&lt;b&gt;fett&lt;&#x2f;b&gt;"));
}

#[test]
fn names_are_shown_whole_and_never_read_as_templates() {
    let review = with_long_names();
    let page = overview(&review, None).expect("an overview");
    assert!(page.contains(&review.providers[0].name));
    assert!(page.contains("{n} {{ 7*7 }}"));
    assert!(!page.contains("49</bdi>"));
}

#[test]
fn a_scorecard_holds_nothing_of_other_providers() {
    for language in [example::review(), in_english()] {
        for own in &language.providers {
            let page = scorecard(&language, &own.id, None)
                .expect("a scorecard")
                .to_lowercase();
            for other in language.providers.iter().filter(|other| other.id != own.id) {
                let name = other
                    .name
                    .split_whitespace()
                    .next()
                    .expect("a name")
                    .to_lowercase();
                assert!(!page.contains(&name), "{} shows {name}", own.id);
                assert!(
                    !page.contains(&format!("{}/", other.id)),
                    "{} shows a file of {}",
                    own.id,
                    other.id
                );
                assert!(
                    !page.contains(&format!("{}-", other.id)),
                    "{} shows an id of {}",
                    own.id,
                    other.id
                );
            }
        }
    }
}

#[test]
fn a_scorecard_does_not_change_with_other_providers() {
    let review = example::review();
    let mut other = example::review();
    other.providers[2].figures.clear();
    other.providers[2].name = "Another".into();
    other.provenance.incomplete.clear();
    assert_eq!(
        scorecard(&review, &nord(), None),
        scorecard(&other, &nord(), None)
    );
    assert_ne!(overview(&review, None), overview(&other, None));
}

#[test]
fn figures_are_written_as_the_language_wants() {
    let german = overview(&example::review(), None).expect("an overview");
    // Linden: 11 025 of 14 876 calls; nord: 14 492 answered.
    for text in [
        "74,1\u{a0}%",
        "−5,9",
        "14.876",
        "≥\u{a0}80\u{a0}%",
        "Oktober 2026",
        "19 von 24",
    ] {
        assert!(german.contains(text), "{text}");
    }
    let english = overview(&in_english(), None).expect("an overview");
    for text in [
        "74.1%",
        "−5.9",
        "14,876",
        "≥\u{a0}80%",
        "October 2026",
        "19 of 24",
    ] {
        assert!(english.contains(text), "{text}");
    }
}

#[test]
fn the_verdict_names_who_misses_how_much() {
    let page = overview(&example::review(), None).expect("an overview");
    let verdict = between(&page, "<p class=\"verdict\">", "</p>");
    assert!(verdict.starts_with("Linden"), "{verdict}");
    assert!(verdict.contains("74,1") && verdict.contains("80"), "{verdict}");
    assert!(verdict.split_whitespace().count() <= 30, "{verdict}");
}

#[test]
fn the_tally_adds_up() {
    for (name, page) in pages(&example::review()) {
        let tally = between(&page, "<dl class=\"tally\">", "</dl>");
        let numbers: Vec<u64> = tally
            .split("</dd>")
            .filter_map(|part| part.rsplit(['>']).next()?.trim().parse().ok())
            .collect();
        assert_eq!(numbers.len(), 7, "{name}: {numbers:?}");
        assert_eq!(numbers[0], numbers[1..].iter().sum::<u64>(), "{name}");
    }
}

#[test]
fn pages_are_well_formed_and_self_contained() {
    for review in [example::review(), in_english(), example::empty()] {
        for (name, page) in pages(&review) {
            assert_eq!(page.matches("<h1").count(), 1, "{name}");
            for tag in [
                "section", "table", "tbody", "tr", "td", "th", "div", "svg", "bdi", "details", "ul", "dl",
            ] {
                let opened =
                    page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
                assert_eq!(
                    opened,
                    page.matches(&format!("</{tag}>")).count(),
                    "{name}: {tag}"
                );
            }
            assert!(
                !page.contains("http://") && !page.contains("https://"),
                "{name} points elsewhere"
            );
            assert!(page.contains("default-src &#x27;none&#x27;"), "{name}");
            assert_eq!(repeated_ids(&page), Vec::<String>::new(), "{name}");
        }
    }
}

fn repeated_ids(page: &str) -> Vec<String> {
    let mut known = BTreeSet::new();
    let ids = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next());
    ids.filter(|id| !known.insert(*id)).map(str::to_owned).collect()
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split_once(from)
        .and_then(|(_, rest)| rest.split_once(to))
        .map_or("", |(found, _)| found)
}

#[test]
fn the_policy_lets_only_the_own_script_run() {
    use base64::Engine as _;
    use sha2::Digest;
    let page = overview(&example::review(), None).expect("an overview");
    let script = between(&page, "<script>", "</script>");
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(script));
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let policy = policy.replace("&#x27;", "'").replace("&#x2f;", "/");
    assert!(
        policy.contains(&format!("script-src 'sha256-{hash}'")),
        "{policy}"
    );
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
}

#[test]
fn standards_that_are_not_agreed_count_nowhere() {
    let page = overview(&example::review(), None).expect("an overview");
    assert!(page.contains("class=\"not_agreed\" data-provider=\"Delta Contact Ltd\""));
    let delta = scorecard(&example::review(), &ProviderId::new("delta"), None).expect("a scorecard");
    assert!(!delta.contains("E-mail, first response"), "a standard of others");
    assert!(delta.contains("not measurable"));
}

#[test]
fn a_template_can_be_replaced_and_its_mistakes_are_told() {
    let folder = std::env::temp_dir().join(format!("leitstand-templates-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("writable");
    std::fs::write(folder.join("overview.html"), "<p>{{ page.frame.client }}</p>").expect("writable");
    assert_eq!(
        overview(&example::review(), Some(&folder)).as_deref(),
        Ok("<p>Muster Versand AG</p>")
    );

    std::fs::write(folder.join("overview.html"), "<p>\n{{ page.frame.colour }}</p>").expect("writable");
    let error = overview(&example::review(), Some(&folder)).expect_err("an unknown name");
    assert_eq!(
        (error.template.as_str(), error.line),
        ("overview.html", 2),
        "{error}"
    );

    std::fs::write(folder.join("overview.html"), "{{ t(\"frame.colour\") }}").expect("writable");
    let error = overview(&example::review(), Some(&folder)).expect_err("an unknown text");
    assert!(error.to_string().contains("frame.colour"), "{error}");

    std::fs::write(folder.join("overveiw.html"), "").expect("writable");
    let error = overview(&example::review(), Some(&folder)).expect_err("replaces nothing");
    assert!(error.to_string().contains("overveiw.html"), "{error}");
    std::fs::remove_dir_all(&folder).expect("removable");
}

#[test]
fn an_unknown_provider_is_an_error() {
    let error = scorecard(&example::review(), &ProviderId::new("nobody"), None).expect_err("unknown");
    assert_eq!(
        error,
        TemplateError::new("", "the review has no provider `nobody`")
    );
}

#[test]
fn pages_stay_small() {
    for (name, page) in pages(&example::review()) {
        assert!(page.len() < 250_000, "{name} has {} bytes", page.len());
    }
    let script = TEMPLATES
        .iter()
        .find(|(name, _)| *name == "script.js")
        .expect("a script")
        .1;
    assert!(script.len() <= 3000, "{} bytes", script.len());
}

#[test]
fn pages_name_the_calendars_that_concern_them_with_the_days_applied() {
    let mut review = example::review();
    // That of a standard by which only another provider has figures.
    let mut other = review.calendars[0].clone();
    other.holidays.de = "Liste „fremd“".into();
    other.uses.remove(0);
    other.uses[0].providers = vec![ProviderId::new("linden")];
    review.calendars.push(other);
    let page = scorecard(&review, &nord(), None).expect("a scorecard");
    for told in [
        "Niedersachsen (DE-NI)",
        "Sa 03.10.2026</span> <bdi>Tag der Deutschen Einheit</bdi> <span class=\"quiet\">geschlossen<",
        "<bdi>Inventur &lt;b&gt;</bdi> <span class=\"quiet\">geschlossen, zusätzlich vereinbart<",
        "Fr 16.10.2026</span> <span class=\"quiet\">08:00–12:00<",
        "<bdi>Reformationstag</bdi> <span class=\"quiet\">08:00–18:00, Feiertag, nach Vereinbarung wie üblich<",
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("fremd"));
    let overview = overview(&review, None).expect("an overview");
    assert!(overview.contains("fremd"));
    for page in [page, overview] {
        assert!(page.contains("Für Fristen, die vorher begonnen haben"));
    }
}

#[test]
fn every_amount_of_bonus_and_malus_stands_with_its_calculation() {
    // Service level 12 256 of 14 910: 82.2 %, above 82 %; 120,000 × 10 % × 50 % × 50 % = 3,000.
    // Language 22 881 of 23 312 is 98.15 %: 3,600 × (99 % − 98.15 %) ÷ 9 % = 197.88 × 40,000 ÷ 23,312 = 339.53.
    let page = scorecard(&example::review(), &nord(), None).expect("a scorecard");
    for told in [
        "id=\"credits\"",
        "120.000,00\u{a0}€ × 10\u{a0}% × 50\u{a0}% × +50\u{a0}% = 3.000,00\u{a0}€",
        "(99\u{a0}% − 22.881&#x2f;23.312) ÷ (99\u{a0}% − 90\u{a0}%) × −100\u{a0}% = −339,53\u{a0}€",
        "Malus 2026-08 (−1.200,50\u{a0}€) zurückgewährt: seither erfüllt",
        "Malus 2026-08 (−330,00\u{a0}€) bleibt: in 2026-09 nicht erfüllt",
        "offen: der Malus von 2026-08 war selbst offen",
        "Bonus-Malus &lt;i&gt;2026&lt;&#x2f;i&gt;",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let delta = scorecard(&example::review(), &ProviderId::new("delta"), None).expect("a scorecard");
    assert!(!delta.contains("id=\"credits\""), "nothing is agreed with it");
}
