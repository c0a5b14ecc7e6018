//! The plan of actions: in a partner's workbook with columns to reply in, in the client's with the last
//! replies. Disputed single findings have a sheet of their own. No sheet where there is nothing to show.

use rust_xlsxwriter::{Color, XlsxError};

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::replies::{ReplyList, RowOf};
use super::row::Row;
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::styles::BAD;
use crate::publish::actions::{self as words, is_current, is_pending};
use crate::scorecard::{Action, Dispute, ProviderReview, Reply};

const PROTECTED: [Column; 9] = [
    Column::text("actions.number", 16.0),
    Column::text("actions.found", 60.0),
    Column::text("actions.measure", 44.0),
    Column::text("actions.owner", 24.0),
    Column::text("actions.due", 12.0),
    Column::text("actions.state", 22.0),
    Column::text("actions.again", 22.0),
    Column::text("actions.effect", 34.0),
    Column::text("actions.last_reply", 44.0),
];

const OF_CLIENT: [Column; 13] = [
    Column::text("actions.number", 16.0),
    Column::text("actions.found", 60.0),
    Column::text("actions.measure", 44.0),
    Column::text("actions.due", 12.0),
    Column::text("actions.state", 22.0),
    Column::text("actions.again", 22.0),
    Column::text("actions.effect", 34.0),
    Column::text("workbook.reply_status", 14.0),
    Column::text("workbook.reply_date", 12.0),
    Column::text("workbook.reply_text", 48.0),
    Column::text("workbook.reply_effect", 36.0),
    Column::text("column.file", 34.0),
    Column::number("column.row"),
];

const DISPUTES: [Column; 10] = [
    Column::text("workbook.finding_id", 16.0),
    Column::text("column.contact_id", 22.0),
    Column::text("actions.period", 18.0),
    Column::text("column.observed", 48.0),
    Column::text("actions.state", 22.0),
    Column::text("actions.reason", 48.0),
    Column::text("workbook.reply_date", 12.0),
    Column::text("actions.reply", 14.0),
    Column::text("column.file", 34.0),
    Column::number("column.row"),
];

/// The list in which a partner replies.
pub const LIST: ReplyList<'static> = ReplyList {
    sheet: "workbook.actions",
    protected: &PROTECTED,
    is_actions: true,
};

/// Adds the sheets.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    match context.providers.as_slice() {
        [provider] if !context.names_providers() => partner(book, context, provider)?,
        _ => client(book, context)?,
    }
    disputes(book, context)
}

fn partner(book: &mut Book, context: &Context, provider: &ProviderReview) -> Result<(), XlsxError> {
    let locale = &context.locale;
    let listed: Vec<&Action> = current(context, provider).collect();
    if listed.is_empty() {
        return Ok(());
    }
    let mut sheet = book.sheet("workbook.actions", Orientation::Landscape)?;
    mark_overdue(&mut sheet, provider.plan.counts.overdue);
    let counted = words::counted(&provider.plan.counts, locale);
    let date = locale.date(context.review.period.end());
    sheet.message(
        &locale.fill("actions.message_partner", &[("counted", &counted)]),
        &locale.fill("actions.grey_partner", &[("date", &date)]),
    )?;
    sheet.begin_main(&LIST.columns(), 2)?;
    let first = sheet.next_number() - 1;
    let rows = (first + 1, first + listed.len() as u32);
    for action in listed {
        let row = sheet
            .row()
            .id(action.id.as_str())
            .wrapped(words::finding(context.review, action, locale))
            .wrapped(words::measure(context.review, action, locale))
            .wrapped(provider.name.as_str())
            .date(Some(action.due))
            .wrapped(words::state(action, locale))
            .wrapped(words::repeated(action, locale))
            .wrapped(words::effect(context.review, action, locale))
            .wrapped(
                action
                    .reply
                    .as_ref()
                    .map(|reply| words::reply(reply, locale))
                    .unwrap_or_default(),
            );
        let of = RowOf {
            context,
            provider,
            id: action.id.clone(),
            standard: action.standard.as_str(),
            rows,
        };
        let row = LIST.finish(row, of);
        sheet.append(&row)?;
    }
    let end = sheet.next_number() - 1;
    sheet.end(Closing::Filter)?;
    LIST.close(&mut sheet, context, first, end)
}

fn client(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let locale = &context.locale;
    if context
        .providers
        .iter()
        .all(|provider| current(context, provider).next().is_none())
    {
        return Ok(());
    }
    let mut sheet = book.sheet("workbook.actions", Orientation::Landscape)?;
    mark_overdue(
        &mut sheet,
        context.providers.iter().map(|p| p.plan.counts.overdue).sum(),
    );
    sheet.message(locale.text("actions.caption"), locale.text("actions.grey"))?;
    sheet.begin_main(&context.columns(&OF_CLIENT), 2)?;
    for provider in &context.providers {
        for action in current(context, provider) {
            let row = of_provider(sheet.row(), context, provider)
                .id(action.id.as_str())
                .wrapped(words::finding(context.review, action, locale))
                .wrapped(words::measure(context.review, action, locale))
                .date(Some(action.due))
                .wrapped(words::state(action, locale))
                .wrapped(words::repeated(action, locale))
                .wrapped(words::effect(context.review, action, locale));
            let row = replied(row, context, action.reply.as_ref());
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_actions"))
}

fn replied<'a>(row: Row<'a>, context: &Context, reply: Option<&'a Reply>) -> Row<'a> {
    let Some(reply) = reply else {
        return (0..6).fold(row, |row, _| row.blank());
    };
    let status = reply
        .status
        .map_or("", |status| context.locale.reply_status(status));
    row.text(status)
        .date(reply.date)
        .wrapped(reply.text.as_str())
        .wrapped(reply.effect.as_str())
        .text(reply.file.as_str())
        .row_number(reply.row)
}

fn disputes(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let locale = &context.locale;
    let pending: Vec<(&ProviderReview, &Dispute)> = context
        .providers
        .iter()
        .flat_map(|provider| provider.plan.disputes.iter().map(|dispute| (*provider, dispute)))
        .filter(|(_, dispute)| is_pending(context.review, dispute))
        .collect();
    if pending.is_empty() {
        return Ok(());
    }
    let mut sheet = book.sheet("workbook.disputes", Orientation::Landscape)?;
    sheet.message(
        locale.text("actions.caption_disputes"),
        locale.text("actions.disputes_grey"),
    )?;
    let mut columns = vec![context.standard_column()];
    columns.extend(DISPUTES);
    sheet.begin_main(&context.columns(&columns), 1)?;
    for (provider, dispute) in pending.into_iter().take(sheet.room()) {
        let reply = &dispute.reply;
        let status = reply.status.map_or("", |status| locale.reply_status(status));
        let row = of_provider(sheet.row(), context, provider)
            .text(context.standard_name(&dispute.standard))
            .id(dispute.id.as_str())
            .id(dispute.contact_id.as_str())
            .text(words::period(&dispute.found_in, locale))
            .wrapped(dispute.observed.as_str())
            .wrapped(words::dispute_state(dispute, locale))
            .wrapped(reply.text.as_str())
            .date(reply.date)
            .text(status)
            .text(reply.file.as_str())
            .row_number(reply.row);
        sheet.append(&row)?;
    }
    sheet.end(Closing::Table("t_disputes"))
}

fn current<'r>(
    context: &Context<'r>,
    provider: &'r ProviderReview,
) -> impl Iterator<Item = &'r Action> + use<'r> {
    let review = context.review;
    provider
        .plan
        .actions
        .iter()
        .filter(move |action| is_current(review, action))
}

fn mark_overdue(sheet: &mut Sheet, overdue: u64) {
    let colour: Color = BAD;
    if overdue > 0 {
        sheet.worksheet().set_tab_color(colour);
    }
}
