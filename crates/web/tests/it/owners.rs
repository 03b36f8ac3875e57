//! Two people on one page: what one began is not there for the other.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use records::reference::Reference;
use records::text::Lang;
use tower::ServiceExt;
use web::open::analysis::Ground;
use web::open::memory::Memory;
use web::open::policy::May;
use web::open::routes::ROUTES;
use web::shell::guard;
use web::shell::route::router;
use web::shell::session::{Entry, Session};

const PORT: u16 = 8001;

fn memory() -> Memory {
    let ground = Ground { reference: Reference::shipped().unwrap(), own: Vec::new(), version: "0", clock: || jiff::Timestamp::UNIX_EPOCH };
    Memory::new(PORT, ground, Lang::Ru, None)
}

fn let_in(memory: &Memory) -> Arc<Session> {
    let session = Arc::new(Session::fresh(Lang::Ru).unwrap());
    let link = memory.sessions.invite(Arc::clone(&session)).unwrap();
    assert!(matches!(memory.sessions.enter(link.text()), Entry::In(_)));
    session
}

async fn asked(page: &Router, memory: &Memory, session: &Session, method: &str, path: &str) -> (StatusCode, String) {
    let cookie = guard::cookie(memory, session).split(';').next().unwrap().to_owned();
    let host = format!("127.0.0.1:{PORT}");
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, &host)
        .header(header::ORIGIN, format!("http://{host}"))
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = page.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = answer.status();
    (status, String::from_utf8_lossy(&to_bytes(answer.into_body(), 1 << 20).await.unwrap()).into_owned())
}

/// Every address under an analysis answers somebody else as if the analysis did not exist, and changes nothing.
#[tokio::test]
async fn what_another_began_is_not_there() {
    let memory = Arc::new(memory());
    let (owner, other) = (let_in(&memory), let_in(&memory));
    let analysis = memory.begin(&owner, Vec::new(), false).unwrap();
    let page = router(ROUTES, Arc::clone(&memory));
    let owned = ROUTES.iter().filter(|route| route.policy == May::Owner);
    let mut walked = 0;
    for route in owned {
        let path = |id: &str| route.path.replace("{id}", id).replace("{name}", "report.html");
        let foreign = asked(&page, &memory, &other, route.method, &path(analysis.id())).await;
        let missing = asked(&page, &memory, &other, route.method, &path("nothing")).await;
        assert_eq!(foreign.0, StatusCode::NOT_FOUND, "{} {}", route.method, route.path);
        assert_eq!(foreign, missing, "{} {}: the same words", route.method, route.path);
        walked += 1;
    }
    assert!(walked > 10, "the table was walked");
    assert!(memory.analysis(&owner, analysis.id()).is_some(), "and it was not forgotten");
    let (status, _) = asked(&page, &memory, &owner, "GET", &analysis.address()).await;
    assert_eq!(status, StatusCode::OK, "the control: its owner sees it");
    let (_, start) = asked(&page, &memory, &other, "GET", "/").await;
    assert!(!start.contains(analysis.id()), "nor is it listed");
}

/// One person's language is not another's.
#[tokio::test]
async fn a_language_belongs_to_whoever_chose_it() {
    let memory = Arc::new(memory());
    let (one, two) = (let_in(&memory), let_in(&memory));
    one.speak(Lang::En);
    let page = router(ROUTES, Arc::clone(&memory));
    assert!(asked(&page, &memory, &one, "GET", "/").await.1.contains("lang=\"en\""));
    assert!(asked(&page, &memory, &two, "GET", "/").await.1.contains("<html lang=\"ru\""));
}
