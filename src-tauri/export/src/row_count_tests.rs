use std::io::Cursor;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// An archive of entries, as bytes.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn count_bytes(bytes: &[u8], stopped: &dyn Fn() -> bool) -> Result<u64, CountError> {
    let folder = tempfile::tempdir().unwrap();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    let counted = count_rows(file, folder.path(), stopped);
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        0,
        "nothing is left"
    );
    counted
}

fn count(entries: &[(&str, &[u8])]) -> Result<u64, CountError> {
    count_bytes(&archive(entries), &|| false)
}

fn sheet(rows: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()
}

fn workbook(sheets: &[&str]) -> Vec<u8> {
    let names: Vec<String> = (1..=sheets.len())
        .map(|number| format!("xl/worksheets/sheet{number}.xml"))
        .collect();
    let texts: Vec<Vec<u8>> = sheets.iter().map(|rows| sheet(rows)).collect();
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/worksheets/_rels/sheet1.xml.rels", b"<r/>"),
        ("xl/sharedStrings.xml", b"not even XML"),
    ];
    entries.extend(
        names
            .iter()
            .map(String::as_str)
            .zip(texts.iter().map(Vec::as_slice)),
    );
    archive(&entries)
}

#[test]
fn records_of_a_table_are_counted_and_not_its_lines() {
    let check = |text: &str, expected: u64| {
        assert_eq!(count(&[("a.csv", text.as_bytes())]).unwrap(), expected, "{text}");
    };
    check("", 0);
    check("ID,Name\r\n", 0);
    check(
        "\u{feff}\"ID\",\"Name\"\r\n\"1\",\"a\nb\"\r\n\"2\",\"say \"\"x\"\",\n\"\r\n",
        2,
    );
    check("ID\n1\n2\n3", 3);
    let wide = format!("ID\n{}\n2\n", "x,".repeat(100_000));
    check(&wide, 2);
}

#[test]
fn rows_of_a_workbook_are_counted_alone_and_inside_of_an_archive() {
    let rows = "<row r=\"1\"><c t=\"s\"><v>0</v></c></row><row r=\"2\"><c t=\"inlineStr\"><is><t>a</t></is></c></row>\
                <row r=\"3\"/><row r=\"4\"><c s=\"1\"/></row><row r=\"9\"><c><v>7</v></c><c><v>8</v></c></row>";
    let book = workbook(&[rows, "", rows]);
    assert_eq!(count_bytes(&book, &|| false).unwrap(), 4);
    assert_eq!(count(&[("x/A.XLSX", &book)]).unwrap(), 4);
}

#[test]
fn what_is_not_one_table_has_no_number() {
    let refused = |counted: Result<u64, CountError>| {
        assert!(matches!(counted, Err(CountError::NotOneTable(_))), "{counted:?}");
    };
    refused(count(&[]));
    refused(count(&[("a.txt", b"x")]));
    refused(count(&[("a.csv", b"x"), ("b.csv", b"x")]));
    refused(count(&[("a.csv", b"\xff\xfeI\0D\0")]));
    refused(count(&[("[Content_Types].xml", b"x")]));
    refused(count_bytes(&workbook(&["<row><c><v>1</v></row>"]), &|| false));
    assert_eq!(
        count(&[("__MACOSX/a.csv", b"x"), ("b.csv", b"h\n1\n")]).unwrap(),
        1
    );
    assert!(matches!(
        count_bytes(b"no archive", &|| false),
        Err(CountError::Read(_))
    ));
    assert!(matches!(
        count(&[("a.xlsx", b"no workbook")]),
        Err(CountError::Read(_))
    ));
    let mut damaged = archive(&[("a.csv", b"h\n1\n2\n3\n4\n5\n6\n7\n8\n")]);
    damaged[40] ^= 0xff;
    assert!(count_bytes(&damaged, &|| false).is_err());
}

#[test]
fn sheets_made_to_fill_the_memory_are_refused() {
    let refused = |rows: &str| {
        let counted = count_bytes(&workbook(&[rows]), &|| false);
        assert!(matches!(counted, Err(CountError::TooLarge)), "{counted:?}");
    };
    refused(&"<a>".repeat(1_000));
    refused(&format!("<row><c><v>{}</v></c></row>", "x".repeat(20 << 20)));
    refused(&format!("<row a=\"{}\"/>", "x".repeat(20 << 20)));
}

#[test]
fn a_directory_without_an_end_is_refused_before_it_is_held() {
    let names: Vec<String> = (0..60_000).map(|number| format!("{number:0100}")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let counted = count(&entries);
    assert!(matches!(counted, Err(CountError::TooLarge)), "{counted:?}");
}

#[test]
fn a_table_longer_than_its_bound_is_refused() {
    let never = || false;
    let budget = Budget::new(&never);
    let endless = std::io::repeat(b'\n');
    let counted = csv_table::count(Bounded::new(endless, &budget, 1 << 20));
    assert!(matches!(counted, Err(CountError::TooLarge)), "{counted:?}");
}

#[test]
fn counting_stops_on_request() {
    let counted = count_bytes(&archive(&[("a.csv", b"h\n1\n")]), &|| true);
    assert!(matches!(counted, Err(CountError::Stopped)), "{counted:?}");
}
