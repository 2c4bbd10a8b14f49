use alertbook_engine::Engine;
use alertbook_wire::{Notice, Settings};

use crate::support::{Data, call};

fn watching(data: &Data) -> Engine {
    let mut options = data.options();
    options.watch = true;
    Engine::open(options).unwrap()
}

/// Waits for a notice that fits.
fn hear(engine: &Engine, fits: impl Fn(&Notice) -> bool) -> Notice {
    loop {
        let notice = engine.next_notice().expect("the queue is open");
        if fits(&notice) {
            return notice;
        }
    }
}

#[test]
fn what_another_engine_does_is_heard() {
    let data = Data::new();
    let window = watching(&data);
    let other = data.open_filled();
    let Notice::EventsChanged { revision } =
        hear(&window, |notice| matches!(notice, Notice::EventsChanged { .. }))
    else {
        panic!("asked for events");
    };
    assert!(revision > 0);
    let id = other.run_export(&call(&[]), &mut |_| {}).unwrap().id;
    hear(&window, |notice| *notice == Notice::ExportChanged { id });
    other.remove_export(id).unwrap();
    hear(&window, |notice| *notice == Notice::ExportChanged { id });
    other.save_settings(&Settings::default()).unwrap();
    hear(&window, |notice| *notice == Notice::SettingsChanged);
}

#[test]
fn ones_own_work_is_heard_after_its_commit() {
    let data = Data::new();
    let window = watching(&data);
    let run = window.fill_demo(50).unwrap();
    hear(&window, |notice| *notice == Notice::ImportChanged { id: run });
    window.shut_down();
    while window.next_notice().is_some() {}
}
