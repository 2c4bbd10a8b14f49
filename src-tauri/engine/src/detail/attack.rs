//! Where an event stands on the way that attacks go: the tactics and stages that its record names.

use alertbook_core::vocabulary::Tactic;
use alertbook_wire::{AttackStep, EventTactic};
use serde_json::{Map, Value};

use super::value_filter::of_tactic;

/// `TacticItems`, with the official names beside the ids; with the record's own where there are none.
pub(super) fn tactics(record: &Map<String, Value>) -> Vec<EventTactic> {
    let items = record.get("TacticItems").and_then(Value::as_array);
    let text = |item: &Value, field: &str| {
        let text = item.get(field).and_then(Value::as_str).unwrap_or_default();
        text.trim().to_owned()
    };
    let tactic = |item: &Value| {
        let (id, own) = (text(item, "TacticId"), text(item, "TacticDisplayName"));
        let (zh, en) = match Tactic::from_id(&id) {
            Some(tactic) => (tactic.title.zh.to_owned(), tactic.title.en.to_owned()),
            None => (own.clone(), own),
        };
        let filter = of_tactic(&id);
        EventTactic { id, zh, en, filter }
    };
    let named = |tactic: &EventTactic| !tactic.id.is_empty() || !tactic.zh.is_empty();
    items.into_iter().flatten().map(tactic).filter(named).collect()
}

/// The words of `Stages`: a list, or the same as JSON text. What is neither is one word.
pub(super) fn stages(record: &Map<String, Value>) -> Vec<String> {
    let words = match record.get("Stages") {
        Some(Value::String(text)) => match serde_json::from_str(text) {
            Ok(Value::Array(words)) => words,
            _ => vec![Value::String(text.clone())],
        },
        Some(Value::Array(words)) => words.clone(),
        _ => Vec::new(),
    };
    let texts = words.iter().filter_map(Value::as_str).map(str::trim);
    texts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every step of an attack, with those that the event is at; none when it is at none.
pub(super) fn steps(tactics: &[EventTactic], stages: &[String]) -> Vec<AttackStep> {
    let held = |tactic: &Tactic| {
        tactics.iter().any(|own| own.id == tactic.id)
            || (stages.iter()).any(|stage| Tactic::from_stage(stage).is_some_and(|own| own.id == tactic.id))
    };
    if !Tactic::ALL.iter().any(held) {
        return Vec::new();
    }
    let step = |tactic: &Tactic| AttackStep {
        id: tactic.id.to_owned(),
        zh: tactic.title.zh.to_owned(),
        en: tactic.title.en.to_owned(),
        held: held(tactic),
    };
    Tactic::ALL.iter().map(step).collect()
}

/// The stages that are no step of an attack.
pub(super) fn unplaced(stages: Vec<String>) -> Vec<String> {
    let is_unplaced = |stage: &String| Tactic::from_stage(stage).is_none();
    stages.into_iter().filter(is_unplaced).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(value: &Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn tactics_carry_the_official_names_and_unknown_ones_their_own() {
        let record = record(&json!({"TacticItems": [
            {"TacticId": "TA0003", "TacticDisplayName": "持久化维持"},
            {"TacticId": "TA9999", "TacticDisplayName": "<b>new</b>"}, {}, 5,
        ]}));
        let found = tactics(&record);
        let names: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|tactic| (tactic.id.as_str(), tactic.zh.as_str(), tactic.en.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                ("TA0003", "持久化", "Persistence"),
                ("TA9999", "<b>new</b>", "<b>new</b>")
            ]
        );
    }

    fn check(value: &Value, expected: &[&str]) {
        assert_eq!(stages(&record(&json!({ "Stages": value }))), expected);
    }

    #[test]
    fn stages_are_read_in_every_form() {
        check(&json!("[\"impact\", \" discovery \"]"), &["impact", "discovery"]);
        check(&json!(["impact"]), &["impact"]);
        check(&json!("impact"), &["impact"]);
        check(&json!("[\"\", 5]"), &[]);
        check(&json!(null), &[]);
    }

    #[test]
    fn steps_are_those_of_tactics_and_stages_and_the_rest_is_told_apart() {
        let words = vec!["impact".to_owned(), "authority_maintenance".to_owned()];
        let own = tactics(&record(&json!({"TacticItems": [{"TacticId": "TA0001"}]})));
        let steps = steps(&own, &words);
        let held: Vec<&str> = (steps.iter().filter(|step| step.held))
            .map(|step| step.id.as_str())
            .collect();
        assert_eq!((steps.len(), held), (14, vec!["TA0001", "TA0040"]));
        assert_eq!(unplaced(words), ["authority_maintenance"]);
        assert!(super::steps(&[], &["authority_maintenance".to_owned()]).is_empty());
    }
}
