//! What staffing finds odd about volumes and agents that were read without complaint.

use super::read::ProviderDelivery;
use crate::intake::Context;
use crate::scorecard::{Notice, NoticeKind, StaffingState};
use crate::staffing::{IntervalRow, ProviderStaffing};
use crate::vocabulary::{Micro, TableKind};

/// Calls without agents, agents without calls, answered calls without a handle time: by queue, with the first
/// interval concerned.
pub fn of(staffing: &ProviderStaffing, context: &Context<'_>, delivered: &ProviderDelivery) -> Vec<Notice> {
    let mut notices = Vec::new();
    for rows in staffing.rows.chunk_by(|one, other| one.queue == other.queue) {
        let has_staff = rows.iter().any(|row| row.staffed().is_some());
        let has_calls = rows.iter().any(|row| row.offered > Micro::default());
        let mut note = |kind, table, is_meant: &dyn Fn(&&IntervalRow) -> bool| {
            notices.extend(notice(rows, kind, table, is_meant, (context, delivered)));
        };
        if has_staff {
            note(NoticeKind::CallsWithoutPlan, TableKind::Staffing, &|row| {
                row.offered > Micro::default() && row.staffed().is_none()
            });
        }
        if !has_calls {
            note(NoticeKind::PlanWithoutCalls, TableKind::Staffing, &|row| {
                row.staffed().is_some_and(|agents| agents > Micro::default())
            });
        }
        note(NoticeKind::NoHandleTime, TableKind::Intervals, &|row| {
            let lacks = row.aht_estimated || row.aht_s.is_none();
            row.answered > Micro::default() && lacks && row.state != StaffingState::NoTraffic
        });
    }
    notices
}

fn notice(
    rows: &[IntervalRow],
    kind: NoticeKind,
    table: TableKind,
    is_meant: &dyn Fn(&&IntervalRow) -> bool,
    (context, delivered): (&Context<'_>, &ProviderDelivery),
) -> Option<Notice> {
    let mut found = rows.iter().filter(is_meant);
    let first = found.next()?;
    let files = || delivered.tallied.files.iter();
    let of_kind = files().find(|file| file.kind == table.name());
    let of_calls = || files().find(|file| file.kind == TableKind::Calls.name());
    let file = of_kind.or_else(of_calls);
    Some(Notice {
        kind,
        file: file.map(|file| file.file.clone()).unwrap_or_default(),
        sheet: String::new(),
        column: first.queue.to_string(),
        value: context.agreement.client.zone.rfc3339(first.start),
        count: 1 + found.count() as u64,
        first_row: 0,
    })
}
