//! Workbooks that no ordinary program writes, and broken ones.

use zip::write::SimpleFileOptions;

use super::*;

/// A minimal xlsx with this sheet, so that things can be said that no writer says.
fn raw_xlsx(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
    );
    let root = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let mut entries = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("xl/_rels/workbook.xml.rels", rels),
        ("xl/workbook.xml", book),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    entries.extend_from_slice(more);
    zipped(&entries)
}

fn zipped(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const HEADER: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>"#;

#[test]
fn a_tiny_file_that_claims_a_million_rows() {
    let sheet = format!(
        r#"{HEADER}<row r="1048576"><c r="A1048576"><v>1</v></c><c r="ZZ1048576"><v>2</v></c></row>"#
    );
    let outcome = read(&raw_xlsx(&sheet, &[]), layout(Header::Row(1)), &["id"]);
    assert_eq!(outcome.rows, [(1_048_576, vec![Cell::Number(1.0)])]);
    assert_eq!(outcome.reader.not_records(), 1_048_574);
}

#[test]
fn cells_outside_of_any_sheet_and_rows_out_of_order_are_damage() {
    for row in [
        r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#,
        r#"<row r="2"><c r="XFE2"><v>1</v></c></row>"#,
        r#"<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#,
    ] {
        let content = raw_xlsx(&format!("{HEADER}{row}"), &[]);
        let outcome = match opened(&content, layout(Header::Row(1)), &["id"]) {
            Ok(reader) => drain(reader, 100),
            Err(mut problems) => Err(problems.remove(0)),
        };
        let problem = outcome.err().unwrap();
        assert!(problem.what.contains("damaged"), "{problem:?}");
        assert_eq!(problem.place.sheet, "S");
    }
}

#[test]
fn errors_and_formulas_never_calculated_are_told_from_empty_cells() {
    let sheet = format!(
        r#"{HEADER}<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
        <row r="3"><c r="A3"><f>1+1</f></c></row><row r="4"><c r="A4"><f>1+1</f><v>2</v></c></row>
        <row r="5"><c r="A5" t="str"><f>""</f><v></v></c><c r="B5"><v>1</v></c></row>"#
    );
    let outcome = read(&raw_xlsx(&sheet, &[]), layout(Header::Row(1)), &["id"]);
    let cells: Vec<Cell> = outcome
        .rows
        .into_iter()
        .map(|(_, mut cells)| cells.remove(0))
        .collect();
    let uncalculated = Cell::Error("formula without a stored result".to_owned());
    assert_eq!(
        cells,
        [
            Cell::Error("#DIV/0!".to_owned()),
            uncalculated,
            Cell::Number(2.0),
            Cell::Empty
        ]
    );
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let text = "x".repeat(2 << 20);
    let cell = format!(r#"{HEADER}<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>"#);
    let problem = refused(&raw_xlsx(&cell, &[]), layout(Header::Row(1)));
    assert!(problem.what.contains("over 500,000 characters"), "{problem:?}");
    let shared = r#"<sst xmlns="x" count="1" uniqueCount="99999999999999"><si><t>a</t></si></sst>"#;
    let problem = refused(
        &raw_xlsx(HEADER, &[("xl/sharedStrings.xml", shared)]),
        layout(Header::Row(1)),
    );
    assert!(problem.what.contains("claims more texts"), "{problem:?}");
    let mut claiming = raw_xlsx(HEADER, &[]);
    let directory = claiming.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    claiming[directory + 24..directory + 28].copy_from_slice(&100_000_000u32.to_le_bytes());
    let problem = refused(&claiming, layout(Header::Row(1)));
    assert!(problem.what.contains("400 times"), "{problem:?}");
    let many: Vec<String> = (0..10_001).map(|i| format!("f{i}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (&**name, "")).collect();
    let problem = refused(&raw_xlsx(HEADER, &many), layout(Header::Row(1)));
    assert!(problem.what.contains("inner files"), "{problem:?}");
}

#[test]
fn a_file_of_another_kind_or_damaged_is_named() {
    let encrypted: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let protected = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600], &encrypted].concat();
    let report = report();
    for (content, what) in [
        (&b""[..], "empty"),
        (b"id;a\n1;x\n", "text file"),
        (b"<html><table>", "web or XML page"),
        (&protected, "password-protected"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "damaged"),
        (&report[..report.len() / 2], "damaged"),
        (&zipped(&[("a.csv", "id;a\n")]), "without a workbook"),
    ] {
        let problem = refused(content, calls());
        assert!(problem.what.contains(what), "{problem:?}");
    }
}

#[test]
fn a_damaged_byte_in_the_archive_is_found() {
    let mut content = report();
    let at = content
        .windows(20)
        .position(|w| w.ends_with(b"sheet2.xml"))
        .unwrap()
        + 60;
    content[at] ^= 0x55;
    assert!(refused(&content, calls()).what.contains("damaged"));
}

#[test]
fn the_1904_day_count_is_honoured() {
    let mut content = Vec::new();
    let book = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let styles = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;
    let sheet = format!(r#"{HEADER}<row r="2"><c r="A2" s="1"><v>44834.5</v></c></row>"#);
    let plain = raw_xlsx(&sheet, &[("xl/styles.xml", styles)]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(plain)).unwrap();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(&mut content));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        writer.start_file(&*name, SimpleFileOptions::default()).unwrap();
        if name == "xl/workbook.xml" {
            writer.write_all(book.as_bytes()).unwrap();
        } else {
            std::io::copy(&mut entry, &mut writer).unwrap();
        }
    }
    writer.finish().unwrap();
    let outcome = read(&content, layout(Header::Row(1)), &["id"]);
    let noon = NaiveDate::from_ymd_opt(2026, 10, 1)
        .unwrap()
        .and_hms_opt(12, 0, 0)
        .unwrap();
    assert_eq!(
        outcome.rows,
        [(2, vec![Cell::DateTime(noon.and_utc().timestamp())])]
    );
}

/// An ods with this table content.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="T">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = r#"<manifest:manifest xmlns:manifest="m"></manifest:manifest>"#;
    zipped(&[
        ("mimetype", mime),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ])
}

const ODS_HEADER: &str = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>t</text:p></table:table-cell></table:table-row>"#;

#[test]
fn ods_dates_durations_and_repeated_blank_rows() {
    let rows = format!(
        r#"{ODS_HEADER}<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell office:value-type="date" office:date-value="2026-10-01T08:00:00"/><table:table-cell office:value-type="time" office:time-value="PT26H00M00S"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#
    )
    .replace("\n        ", "");
    let outcome = read(&ods(&rows), layout(Header::Row(1)), &["id", "t"]);
    assert_eq!(
        outcome.rows,
        [(5, vec![Cell::DateTime(1_790_841_600), Cell::Duration(93_600.0)])]
    );
    assert_eq!(outcome.reader.not_records(), 3);
}

#[test]
fn ods_cells_repeated_by_the_million_are_refused() {
    let wide = r#"<table:table-row><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>"#;
    let tall = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="50" office:value-type="float" office:value="1"/></table:table-row>"#;
    for rows in [wide.repeat(3_000), tall.to_owned()] {
        let problem = refused(&ods(&format!("{ODS_HEADER}{rows}")), layout(Header::Row(1)));
        assert!(problem.what.contains("32 million cells"), "{problem:?}");
    }
}
