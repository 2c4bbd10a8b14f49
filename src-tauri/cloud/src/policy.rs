//! The smallest RAM policy for what is to be called.

use serde_json::json;

use crate::Operation;

/// The text of a RAM policy that allows these operations and nothing else, to be pasted into the RAM console.
pub fn least_privilege_policy(operations: &[Operation]) -> String {
    let mut actions: Vec<_> = operations
        .iter()
        .filter_map(|operation| operation.ram_action())
        .collect();
    actions.sort_unstable();
    actions.dedup();
    let policy = json!({
        "Version": "1",
        "Statement": [{ "Effect": "Allow", "Action": actions, "Resource": "*" }],
    });
    format!("{policy:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_each_permission_once_and_none_for_telling_whose_key_it_is() {
        let text = least_privilege_policy(&[
            Operation::DescribeSuspEvents,
            Operation::DescribeAllGroups,
            Operation::DescribeSuspEvents,
            Operation::GetCallerIdentity,
        ]);
        let policy: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = json!(["yundun-sas:DescribeAllGroups", "yundun-sas:DescribeSuspEvents"]);
        assert_eq!(policy["Statement"][0]["Action"], expected);
        assert_eq!(policy["Version"], "1");
    }
}
