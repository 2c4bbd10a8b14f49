//! `GetCallerIdentity` and `AssumeRole`.

use alertbook_core::time::format_cloud_time;
use serde_json::json;

use super::gateway::Context;
use super::key::Key;
use super::operation::Answer;
use super::parameter::Given;
use super::refusal::Refusal;
use super::shape::Members;

#[expect(clippy::unnecessary_wraps, reason = "operations share one signature")]
pub(crate) fn caller_identity(context: &mut Context<'_>, _: &Given) -> Result<Answer, Refusal> {
    let account = context.account.to_string();
    let (kind, arn) = match &context.key.token {
        Some(_) => (
            "AssumedRoleUser",
            format!(
                "acs:ram::{account}:assumed-role/{}/session",
                context.state.options.role
            ),
        ),
        None => ("RAMUser", format!("acs:ram::{account}:user/standin-user")),
    };
    let members = Members::default()
        .text("IdentityType", kind)
        .text("AccountId", &account)
        .text("PrincipalId", "200000000000000001")
        .text("UserId", "200000000000000001")
        .text("Arn", &arn);
    Ok(Answer {
        members: members.into_text(),
        rows: 0,
    })
}

const USUAL_SECONDS: i64 = 3_600;

pub(crate) fn assume_role(context: &mut Context<'_>, given: &Given) -> Result<Answer, Refusal> {
    let session = given.text("RoleSessionName").unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || ".@-_".contains(c);
    if !(2..=64).contains(&session.len()) || !session.chars().all(fits) {
        return Err(Refusal::new(
            400,
            "InvalidParameter.RoleSessionName",
            "The parameter RoleSessionName is wrongly formed.",
        ));
    }
    let own = context.state.tenant.own;
    let arn = format!("acs:ram::{own}:role/{}", context.state.options.role);
    if given.text("RoleArn") != Some(&arn) {
        return Err(Refusal::new(
            404,
            "EntityNotExist.Role",
            "The specified Role does not exist.",
        ));
    }
    let seconds = given.number("DurationSeconds").unwrap_or(USUAL_SECONDS);
    let expires = context.now / 1_000 + seconds;
    let rng = &mut context.state.rng;
    let (token, secret) = (
        format!("CAIS{:032x}/+==", rng.u128(..)),
        format!("{:032x}", rng.u128(..)),
    );
    let key = Key {
        denied: context.key.denied.clone(),
        gateway_denial: context.key.gateway_denial,
        token: Some((token, expires * 1_000)),
        ..Key::new(&format!("STS.{:024x}", rng.u64(..)), &secret)
    };
    let credentials = json!({
        "AccessKeyId": key.id, "AccessKeySecret": key.secret,
        "SecurityToken": key.token.as_ref().map(|(token, _)| token), "Expiration": utc(expires),
    });
    let user = json!({
        "Arn": format!("acs:ram::{own}:assumed-role/{}/{session}", context.state.options.role),
        "AssumedRoleId": format!("300000000000000001:{session}"),
    });
    context.state.keys.add(key);
    let members = Members::default()
        .raw("AssumedRoleUser", &user.to_string())
        .raw("Credentials", &credentials.to_string());
    Ok(Answer {
        members: members.into_text(),
        rows: 0,
    })
}

/// `YYYY-MM-DDTHH:MM:SSZ`.
fn utc(seconds: i64) -> String {
    let gmt = format_cloud_time(seconds - 8 * 3_600);
    format!("{}Z", gmt.replace(' ', "T"))
}
