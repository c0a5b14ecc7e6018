//! Templates: built in, replaceable by name from a folder, strict about what they ask for.

use std::path::Path;

use base64::Engine as _;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::error::TemplateError;
use crate::publish::locale::Locale;

/// Name and text of every template.
pub(super) const TEMPLATES: [(&str, &str); 7] = [
    ("base.html", include_str!("../../../report_templates/base.html")),
    (
        "macros.html",
        include_str!("../../../report_templates/macros.html"),
    ),
    (
        "sections.html",
        include_str!("../../../report_templates/sections.html"),
    ),
    (
        "overview.html",
        include_str!("../../../report_templates/overview.html"),
    ),
    (
        "scorecard.html",
        include_str!("../../../report_templates/scorecard.html"),
    ),
    ("style.css", include_str!("../../../report_templates/style.css")),
    ("script.js", include_str!("../../../report_templates/script.js")),
];

/// Renders a page from its view. Templates found in `overrides` stand in for those of the same name.
///
/// # Errors
/// An unreadable or unknown template in `overrides`, a mistake in a template, or a name that the
/// view or the texts do not have.
pub(super) fn page(
    name: &str,
    locale: Locale,
    view: &impl Serialize,
    overrides: Option<&Path>,
) -> Result<String, TemplateError> {
    let environment = environment(locale, overrides)?;
    let script = environment.get_template("script.js")?.render(())?;
    let view = Value::from(Serde(view));
    let policy = content_policy(&script);
    Ok(environment
        .get_template(name)?
        .render(context! { page => view, script, policy })?)
}

fn environment(locale: Locale, overrides: Option<&Path>) -> Result<Environment<'static>, TemplateError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    environment.add_function("t", move |key: String| text(locale, &key));
    for (name, text) in TEMPLATES {
        environment.add_template(name, text)?;
    }
    for (name, text) in overrides.map_or_else(|| Ok(Vec::new()), replacements)? {
        environment.add_template_owned(name, text)?;
    }
    Ok(environment)
}

/// Reads the templates of a folder. A file that replaces nothing is a mistake worth telling.
fn replacements(folder: &Path) -> Result<Vec<(String, String)>, TemplateError> {
    let unreadable = |name: &str, error: std::io::Error| TemplateError::new(name, error.to_string());
    let folder_name = folder.display().to_string();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| unreadable(&folder_name, e))? {
        let entry = entry.map_err(|e| unreadable(&folder_name, e))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !["html", "css", "js"]
            .iter()
            .any(|ending| name.ends_with(&format!(".{ending}")))
        {
            continue;
        }
        if !TEMPLATES.iter().any(|(known, _)| *known == name) {
            let known = TEMPLATES.map(|(known, _)| known).join(", ");
            return Err(TemplateError::new(
                &name,
                format!("replaces no template; there are {known}"),
            ));
        }
        found.push((
            name.clone(),
            std::fs::read_to_string(entry.path()).map_err(|e| unreadable(&name, e))?,
        ));
    }
    found.sort();
    Ok(found)
}

/// A text for a template; an unknown key is a mistake in the template.
fn text(locale: Locale, key: &str) -> Result<String, Error> {
    match locale.text(key) {
        found if found == key => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("there is no text `{key}`"),
        )),
        found => Ok(found.to_owned()),
    }
}

/// Content security policy: nothing is loaded, and only this very script runs.
fn content_policy(script: &str) -> String {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script.as_bytes()));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
}
