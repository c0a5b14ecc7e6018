//! `manifest.json`: what was read, by which program and agreement, what was written, how it ended.

use std::io::Write;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::scorecard::{ClauseText, ExemptionText, Review};

/// Version of the published names and columns; a breaking change raises it.
pub const SCHEMA_VERSION: u32 = 1;

/// The manifest of a publication.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    schema_version: u32,
    program: Program,
    period: ManifestPeriod,
    /// RFC 3339, in the client's zone.
    as_of: String,
    workspace: Workspace,
    inputs: Vec<ReadFile>,
    /// Former publications whose figures are shown.
    history: Vec<FormerPublication>,
    /// Published files, in the order given.
    pub outputs: Vec<PublishedFile>,
    /// Named totals of the run, in the order given.
    #[serde(serialize_with = "in_order")]
    pub counts: Vec<(String, u64)>,
    /// Seconds per stage, in the order given.
    #[serde(serialize_with = "in_order")]
    pub durations_s: Vec<(String, f64)>,
    /// Definition of every standard in words, in the overview's language, by id.
    #[serde(serialize_with = "in_order")]
    pub definitions: Vec<(String, String)>,
    /// Clauses of every standard, by id.
    #[serde(serialize_with = "in_order")]
    clauses: Vec<(String, Vec<ManifestClause>)>,
    /// Dated exemptions, by id.
    #[serde(serialize_with = "in_order")]
    exemptions: Vec<(String, ManifestExemption)>,
    /// Contact reasons of each moment of truth, by id.
    #[serde(serialize_with = "in_order")]
    moments: Vec<(String, Vec<String>)>,
    /// What a reader should know, one sentence each.
    pub warnings: Vec<String>,
    /// Why the inputs were not whole, one sentence each; empty where they were.
    pub incomplete: Vec<String>,
    /// Exit code of the run.
    pub exit_code: u8,
}

#[derive(Clone, Debug, Serialize)]
struct Program {
    name: &'static str,
    version: String,
}

#[derive(Clone, Debug, Serialize)]
struct ManifestPeriod {
    name: String,
    first: String,
    last: String,
}

#[derive(Clone, Debug, Serialize)]
struct Workspace {
    hash: String,
    files: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct ReadFile {
    provider: String,
    file: String,
    size: u64,
    sha256: String,
}

/// A former publication's kpi.csv.
#[derive(Clone, Debug, Serialize)]
struct FormerPublication {
    period: String,
    sha256: String,
}

/// A clause, as it is told apart from others.
#[derive(Clone, Debug, Serialize)]
struct ManifestClause {
    name: String,
    valid_from: String,
    valid_to: Option<String>,
    /// For which contacts; empty for the framework's default.
    scope: String,
    /// More general clauses in whose place it holds.
    replaces: Vec<String>,
}

/// An exemption with its evidence.
#[derive(Clone, Debug, Serialize)]
struct ManifestExemption {
    from: String,
    to: String,
    reason: String,
    evidence: String,
}

/// A published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublishedFile {
    /// Path inside the publication, with `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
}

impl Manifest {
    /// What the review itself says: program, period, inputs, incompleteness. Outputs, counts,
    /// durations, warnings and exit code are filled in by whoever runs the job.
    pub fn of(review: &Review, workspace_files: Vec<String>) -> Self {
        let provenance = &review.provenance;
        let inputs = provenance.inputs.iter().map(|input| ReadFile {
            provider: input.provider.to_string(),
            file: input.file.clone(),
            size: input.size,
            sha256: input.sha256.clone(),
        });
        Self {
            schema_version: SCHEMA_VERSION,
            program: Program {
                name: "leitstand",
                version: provenance.version.clone(),
            },
            period: ManifestPeriod {
                name: review.period.name().to_owned(),
                first: review.period.first().to_string(),
                last: review.period.last().to_string(),
            },
            as_of: review.zone.rfc3339(review.as_of),
            workspace: Workspace {
                hash: provenance.workspace_hash.clone(),
                files: workspace_files,
            },
            inputs: inputs.collect(),
            history: review
                .history
                .read
                .iter()
                .map(|former| FormerPublication {
                    period: former.period.clone(),
                    sha256: former.sha256.clone(),
                })
                .collect(),
            outputs: Vec::new(),
            counts: Vec::new(),
            durations_s: Vec::new(),
            definitions: review
                .standards
                .iter()
                .map(|s| (s.id.to_string(), s.definition.get(review.language).to_owned()))
                .collect(),
            clauses: review
                .standards
                .iter()
                .map(|s| {
                    (
                        s.id.to_string(),
                        s.clauses.iter().map(ManifestClause::of).collect(),
                    )
                })
                .collect(),
            exemptions: review
                .exemptions
                .iter()
                .map(|exemption| (exemption.id.clone(), ManifestExemption::of(exemption, review)))
                .collect(),
            moments: review
                .moments
                .iter()
                .map(|moment| (moment.id.clone(), moment.reasons.clone()))
                .collect(),
            warnings: Vec::new(),
            incomplete: provenance.incomplete.clone(),
            exit_code: 0,
        }
    }

    /// Writes the manifest as indented JSON with a final line end.
    ///
    /// # Errors
    /// The writer's own.
    pub fn write<W: Write>(&self, mut out: W) -> std::io::Result<()> {
        serde_json::to_writer_pretty(&mut out, self)?;
        out.write_all(b"\n")
    }
}

impl ManifestClause {
    fn of(clause: &ClauseText) -> Self {
        Self {
            name: clause.name.clone(),
            valid_from: clause.valid_from.to_string(),
            valid_to: clause.valid_to.map(|day| day.to_string()),
            scope: clause.scope.clone(),
            replaces: clause.replaces.clone(),
        }
    }
}

impl ManifestExemption {
    fn of(exemption: &ExemptionText, review: &Review) -> Self {
        Self {
            from: review.zone.rfc3339(exemption.from),
            to: review.zone.rfc3339(exemption.to),
            reason: exemption.reason.get(review.language).to_owned(),
            evidence: exemption.evidence.clone(),
        }
    }
}

/// A list of pairs as a JSON object that keeps their order.
fn in_order<T: Serialize, S: Serializer>(pairs: &[(String, T)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(pairs.len()))?;
    for (name, value) in pairs {
        map.serialize_entry(name, value)?;
    }
    map.end()
}
