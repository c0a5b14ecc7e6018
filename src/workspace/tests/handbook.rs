//! The contract that the documentation writes down is a workspace without problems.

use super::load_text;

const PAGE: &str = include_str!("../../../docs/agreement.md");

/// The TOML blocks of the page, one after the other.
fn workspace() -> String {
    let blocks = PAGE.split("```toml\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap_or_default())
        .collect()
}

#[test]
fn the_contract_of_the_documentation_holds() {
    let text = workspace();
    let agreement = load_text(&text).unwrap_or_else(|problems| {
        let shown: Vec<String> = problems.iter().map(|problem| problem.render(false)).collect();
        panic!("{}", shown.join("\n"))
    });
    // Each standard that the page names is one of the agreement.
    let named = text
        .lines()
        .filter(|line| line.starts_with("[standards.") && line.matches('.').count() == 1);
    assert_eq!(agreement.standards.len(), named.count());
    assert_eq!(agreement.doubts, Vec::<String>::new());
}
