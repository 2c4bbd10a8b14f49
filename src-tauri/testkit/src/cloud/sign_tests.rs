//! The reference's vectors, and each way to sign wrongly.

use super::*;

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const QUERY_A: &str = "CurrentPage=1&PageSize=100&Lang=zh&From=sas&Dealed=N&Remark=a%20b%2Ac~%2F%E4%B8%AD%E6%96%87\
    &ParentEventTypes=%E6%81%B6%E6%84%8F%E8%BF%9B%E7%A8%8B%EF%BC%88%E4%BA%91%E6%9F%A5%E6%9D%80%EF%BC%89\
    &OperateErrorCodeList.1=ignore.Success&OperateErrorCodeList.2=deal.Failure";

fn request(action: &str, query: &str, body: &str, more: &[(&str, &str)]) -> Incoming {
    let mut headers = vec![
        ("host", "tds.cn-shanghai.aliyuncs.com"),
        ("x-acs-action", action),
        ("x-acs-version", "2018-12-03"),
        ("x-acs-date", "2026-11-22T03:04:05Z"),
        ("x-acs-signature-nonce", "0123456789abcdef0123456789abcdef"),
    ];
    headers.extend(more);
    let mut headers: Vec<_> = headers
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    headers.push((
        "x-acs-content-sha256".to_owned(),
        hex(&Sha256::digest(body.as_bytes())),
    ));
    Incoming {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        query: query.to_owned(),
        headers,
        body: body.as_bytes().to_vec(),
    }
}

/// Adds an `Authorization` that signs every header.
fn signed(mut request: Incoming, key_id: &str, signature: &str) -> Incoming {
    let mut names: Vec<_> = request.headers.iter().map(|(name, _)| name.clone()).collect();
    names.sort();
    let header = format!(
        "ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={},Signature={signature}",
        names.join(";")
    );
    request.headers.push(("authorization".to_owned(), header));
    request
}

fn verify(request: &Incoming, secret: &str) -> Result<(), Refusal> {
    Authorization::of(request)?.verify(request, secret)
}

/// Accepted with this signature and the hash in the string to sign, refused with any other secret.
fn check(request: Incoming, hash: &str, signature: &str) {
    let request = signed(request, "testAccessKeyId", signature);
    assert!(
        verify(&request, "testAccessKeySecret").is_ok(),
        "{:?}",
        verify(&request, "testAccessKeySecret")
    );
    let refused = verify(&request, "testAccessKeySecreT").unwrap_err();
    assert_eq!(refused.code, "SignatureDoesNotMatch");
    assert!(
        refused.message.ends_with(&format!("ACS3-HMAC-SHA256\n{hash}")),
        "{}",
        refused.message
    );
}

#[test]
fn vector_a_without_a_body() {
    check(
        request("DescribeSuspEvents", QUERY_A, "", &[]),
        "d3e6c8e44ee129cd1cdab601945e79a8485b36952efdf2e95982bad588251793",
        "9a442ea577959e6e8aff48ca1df0c9494d4a010099781609ae864148ef1154d3",
    );
    let a = request("DescribeSuspEvents", QUERY_A, "", &[]);
    assert_eq!(a.header("x-acs-content-sha256").as_deref(), Some(EMPTY));
}

#[test]
fn vector_b_with_a_temporary_key() {
    let more = [
        ("x-acs-accesskey-id", "testAccessKeyId"),
        ("x-acs-security-token", "testSecurityToken/+=="),
    ];
    check(
        request("DescribeSuspEvents", QUERY_A, "", &more),
        "c97c5f5ede5f701ef7d4b49e0856de73dc10c40d0b42b5beedf319e71f0def4b",
        "9a6812ca50eb5902b5ce0eb46ff9db208834360197be76d5fb201b183226c601",
    );
}

#[test]
fn vector_c_with_a_form() {
    check(
        request(
            "DescribeSuspEvents",
            QUERY_A,
            "TacticId=TA0001",
            &[("content-type", "application/x-www-form-urlencoded")],
        ),
        "7cc03b1eb8047f615204f88468bd6bcd91dbcfb450d4a1b67601c9866e0f0dd6",
        "b894f4e873e70989fa596f698ca8e99235d57e67dfef3b11e2037668a869f139",
    );
}

#[test]
fn vector_d_with_further_headers() {
    check(
        request(
            "ExportSuspEvents",
            "Id=17821",
            "",
            &[("accept", "application/json"), ("user-agent", "demo/1.0")],
        ),
        "fb74924695a9a7bd092ed8280d81a25c3a24bafcc9b144824180f1f60935e7cf",
        "35db7ff932d5c204c1c878524ba604387da709c1beda5ba9ff9a70ea45be49b5",
    );
}

#[test]
fn the_vendors_published_example() {
    let mut published = Incoming {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        query: "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai".to_owned(),
        ..Incoming::default()
    };
    for (name, value) in [
        ("host", "ecs.cn-shanghai.aliyuncs.com"),
        ("x-acs-action", "RunInstances"),
        ("x-acs-content-sha256", EMPTY),
        ("x-acs-date", "2023-10-26T10:22:32Z"),
        ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
        ("x-acs-version", "2014-05-26"),
    ] {
        published.headers.push((name.to_owned(), value.to_owned()));
    }
    let published = signed(
        published,
        "YourAccessKeyId",
        "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
    assert!(verify(&published, "YourAccessKeySecret").is_ok());
}

/// Changes a request that was signed.
type Spoil = fn(&mut Incoming);

#[test]
fn a_blank_may_be_written_either_way_but_a_changed_request_is_refused() {
    let good = "9a442ea577959e6e8aff48ca1df0c9494d4a010099781609ae864148ef1154d3";
    let make = || signed(request("DescribeSuspEvents", QUERY_A, "", &[]), "k", good);
    let mut plus = make();
    plus.query = plus.query.replace("%20", "+");
    assert!(verify(&plus, "testAccessKeySecret").is_ok());

    let spoils: [Spoil; 6] = [
        |request| request.query.push_str("&Id=1"),
        |request| request.method = "GET".to_owned(),
        |request| request.body = b"x".to_vec(),
        |request| request.headers[0].1 = "tds.cn-shanghai.aliyuncs.com:80".to_owned(),
        |request| request.headers[3].1 = "2026-11-22T03:04:06Z".to_owned(),
        |request| request.path = "//".to_owned(),
    ];
    for (place, spoil) in spoils.iter().enumerate() {
        let mut changed = make();
        spoil(&mut changed);
        let refused = verify(&changed, "testAccessKeySecret").unwrap_err();
        assert_eq!(refused.code, "SignatureDoesNotMatch", "{place}");
    }
}

#[test]
fn an_unusable_authorization_is_incomplete() {
    let code = |request: &Incoming| Authorization::of(request).unwrap_err().code;
    let plain = request("DescribeSuspEvents", "", "", &[]);
    assert_eq!(code(&plain), "IncompleteSignature");
    for header in [
        "ACS3-HMAC-SHA256",
        "ACS3-HMAC-SHA1 Credential=a,SignedHeaders=host,Signature=b",
        "ACS3-HMAC-SHA256 Credential=a,Signature=b",
        "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host,Signature=b",
        "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=x-acs-version;host,Signature=b",
    ] {
        let mut request = plain.clone();
        request
            .headers
            .push(("authorization".to_owned(), header.to_owned()));
        assert_eq!(code(&request), "IncompleteSignature", "{header}");
    }
}

#[test]
fn a_header_that_must_be_signed_and_is_not_is_named() {
    let mut request = signed(request("DescribeSuspEvents", "", "", &[]), "k", "s");
    request
        .headers
        .push(("content-type".to_owned(), "text/plain".to_owned()));
    let refused = Authorization::of(&request).unwrap_err();
    assert!(
        refused.message.ends_with("header content-type is not signed"),
        "{}",
        refused.message
    );
}
