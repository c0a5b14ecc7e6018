//! Both pages in a browser: on wide and narrow screens, in the dark, in print.

use std::path::PathBuf;
use std::process::Command;

use super::browser::{Browser, View};
use super::sample;
use crate::support::Run;

/// The pages of a run.
fn pages(run: &Run) -> [PathBuf; 2] {
    ["overview.html", "partners/sued/scorecard.html"].map(|page| run.publication().join(page))
}

/// Boxes whose content is cut or pushed out although nothing there can be scrolled.
const PUSHED_OUT: &str = r"[...document.querySelectorAll('table, svg, p, h1, h2, li, div')]
    .filter(box => !box.closest('.scroll') && box.getBoundingClientRect().right > innerWidth + 1)
    .map(box => box.tagName + '.' + box.className).join(' ')";

/// Luminance of the page's ground, 0 to 255.
const GROUND: &str = r"(() => {
    const parts = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
    return (parts[0] + parts[1] + parts[2]) / 3; })()";

#[test]
#[ignore = "needs a browser"]
fn pages_have_no_faults_and_fit_every_width() {
    let run = sample();
    let mut browser = Browser::start();
    for page in pages(&run) {
        for width in [1440, 1300, 1024, 768, 390] {
            for scheme in ["light", "dark"] {
                let view = View {
                    width,
                    media: "screen",
                    scheme,
                };
                let faults = browser.visit(&page, view);
                assert!(faults.is_empty(), "{} {view:?}: {faults:?}", page.display());
                let wide = browser.value("document.documentElement.scrollWidth");
                assert_eq!(wide, width, "{} {view:?}", page.display());
                let pushed_out = browser.value(PUSHED_OUT);
                assert_eq!(pushed_out, "", "{} {view:?}", page.display());
            }
        }
    }
}

/// The checks can fail: a page with a forbidden script, an error and a line that is too wide.
#[test]
#[ignore = "needs a browser"]
fn faults_are_found_where_there_are_some() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    let policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">";
    let content = format!("<!doctype html>{policy}<script>1</script><p style='width:2000px'>x");
    std::fs::write(&page, content).expect("written");
    let mut browser = Browser::start();
    let view = View {
        width: 390,
        media: "screen",
        scheme: "light",
    };
    // The script, the style, and perhaps more.
    let faults = browser.visit(&page, view);
    assert!(faults.len() >= 2, "{faults:?}");
    std::fs::write(
        &page,
        "<!doctype html><script>nowhere()</script><pre>".to_owned() + &"x".repeat(999),
    )
    .expect("written");
    assert_eq!(browser.visit(&page, view).len(), 1);
    assert!(browser.value("document.documentElement.scrollWidth").as_u64() > Some(390));
}

#[test]
#[ignore = "needs a browser"]
fn tables_need_no_scrolling_on_a_laptop() {
    let run = sample();
    let mut browser = Browser::start();
    for page in pages(&run) {
        let view = View {
            width: 1280,
            media: "screen",
            scheme: "light",
        };
        browser.visit(&page, view);
        let cut = r"[...document.querySelectorAll('.scroll')]
            .filter(box => box.scrollWidth > box.clientWidth + 1)
            .map(box => box.closest('section').id).join(' ')";
        assert_eq!(browser.value(cut), "", "{}", page.display());
    }
}

#[test]
#[ignore = "needs a browser"]
fn pages_are_dark_where_that_is_wished_and_white_on_paper() {
    let run = sample();
    let mut browser = Browser::start();
    for page in pages(&run) {
        let mut ground = |media, scheme| {
            browser.visit(
                &page,
                View {
                    width: 1440,
                    media,
                    scheme,
                },
            );
            browser.value(GROUND).as_f64().expect("a number")
        };
        assert!(ground("screen", "dark") < 60.0);
        assert!(ground("screen", "light") > 240.0);
        assert_eq!(ground("print", "dark"), 255.0);
    }
}

/// Pages and sheets of paper, as the browser's own command prints them.
#[test]
#[ignore = "needs a browser"]
fn pages_print_on_few_sheets_of_a4() {
    let run = sample();
    let folder = tempfile::tempdir().expect("a folder");
    for (page, most, landscape) in pages(&run)
        .into_iter()
        .zip([36, 18])
        .zip([true, false])
        .map(|((p, m), l)| (p, m, l))
    {
        let pdf = folder.path().join("page.pdf");
        let browser = std::env::var("LEITSTAND_BROWSER").unwrap_or_else(|_| String::from("chromium"));
        let printed = Command::new(browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--no-pdf-header-footer",
            ])
            .arg(format!(
                "--user-data-dir={}",
                folder.path().join("profile").display()
            ))
            .arg(format!("--print-to-pdf={}", pdf.display()))
            .arg(format!("file://{}", page.display()))
            .output()
            .expect("the browser starts");
        assert!(printed.status.success(), "{printed:?}");
        let bytes = std::fs::read(&pdf).expect("a PDF");
        let text = String::from_utf8_lossy(&bytes);
        let sheets = text.matches("/Type /Page\n").count();
        assert!(
            (2..=most).contains(&sheets),
            "{}: {sheets} sheets",
            page.display()
        );
        let (width, height) = if landscape { (842, 595) } else { (595, 842) };
        let boxes = text.matches("/MediaBox [0 0 ").count();
        let a4 = text
            .split("/MediaBox [0 0 ")
            .skip(1)
            .filter(|rest| {
                let mut sides = rest
                    .split([' ', ']'])
                    .map(|side| side.parse::<f64>().unwrap_or_default().round() as i32);
                (sides.next(), sides.next()) == (Some(width), Some(height))
            })
            .count();
        assert!(boxes >= 1, "{}: no sheet tells its size", page.display());
        assert_eq!(a4, boxes, "{}", page.display());
    }
}
