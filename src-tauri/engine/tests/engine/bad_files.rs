use alertbook_engine::Engine;

use crate::support::{Data, code};

fn open_code(data: &Data) -> String {
    Engine::open(data.options()).err().unwrap().code
}

#[test]
fn places_that_are_no_data_folder_are_told_apart() {
    let data = Data::new();
    let mut options = data.options();
    options.data_folder = Some(data.beside("a/b"));
    assert_eq!(
        Engine::open(options.clone()).err().unwrap().code,
        "data_folder.no_parent"
    );
    std::fs::write(data.beside("file"), "x").unwrap();
    options.data_folder = Some(data.beside("file"));
    assert_eq!(
        Engine::open(options).err().unwrap().code,
        "data_folder.not_a_folder"
    );
    std::fs::create_dir(data.root()).unwrap();
    std::fs::write(data.root().join("exports"), "x").unwrap();
    assert_eq!(open_code(&data), "data_folder.not_a_folder");
}

#[test]
fn a_file_that_is_no_store_is_left_alone() {
    let data = Data::new();
    std::fs::create_dir(data.root()).unwrap();
    let file = data.root().join("alerts.db");
    let text = "this is not a database, whatever its name says. ".repeat(100);
    std::fs::write(&file, &text).unwrap();
    assert_eq!(open_code(&data), "store.not_a_store");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_later_programs_store_is_refused_untouched() {
    let data = Data::new();
    drop(data.open());
    let file = data.root().join("alerts.db");
    let mut bytes = std::fs::read(&file).unwrap();
    // `user_version` stands big-endian at offset 60 of the header.
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    std::fs::write(&file, &bytes).unwrap();
    assert_eq!(open_code(&data), "store.newer_file");
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_damaged_store_is_reported_and_kept() {
    let data = Data::new();
    drop(data.open_filled());
    let file = data.root().join("alerts.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let length = bytes.len();
    for byte in &mut bytes[4096..] {
        *byte = 0xa5;
    }
    std::fs::write(&file, &bytes).unwrap();
    let code = match Engine::open(data.options()) {
        Err(error) => error.code,
        Ok(engine) => code(engine.check_store()),
    };
    assert_eq!(code, "store.damaged");
    assert_eq!(std::fs::read(&file).unwrap().len(), length);
}

#[test]
fn a_store_that_was_cut_off_is_damaged_and_no_stranger() {
    let data = Data::new();
    drop(data.open_filled());
    let file = data.root().join("alerts.db");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..20_000]).unwrap();
    let code = match Engine::open(data.options()) {
        Err(error) => error.code,
        Ok(engine) => code(engine.check_store()),
    };
    assert_eq!(code, "store.damaged");
    assert_eq!(std::fs::read(&file).unwrap(), bytes[..20_000]);
}

#[test]
fn a_sound_store_says_so() {
    let data = Data::new();
    let engine = data.open_filled();
    let check = engine.check_store().unwrap();
    assert!(check.sound && check.tallies_agree && check.faults.is_empty());
    assert_eq!(
        (
            check.tables["event"],
            check.tables["asset"],
            check.tables["container"]
        ),
        (3, 2, 1)
    );
}
