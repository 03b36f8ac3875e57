//! The page through its addresses: who is let in, what an upload leads to, what the flow says.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::asking::plain;
use super::house::{House, canonical, wait_until};
use super::visitor::Visitor;

#[test]
fn nobody_is_let_in_without_the_secret_the_name_and_the_page() {
    let house = House::open();
    let (host, visitor) = (house.host(), Visitor::enters(&house));
    let cookie = &visitor.cookie;
    let asked = |head: &str| plain(house.host(), head, b"").status;
    assert_eq!(asked(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n")), 200, "the control: the right visitor comes in");
    assert_eq!(asked(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n")), 403, "no cookie");
    assert_eq!(
        asked(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nCookie: {}=0\r\n", cookie.split('=').next().unwrap())),
        403,
        "a guessed cookie"
    );
    assert_eq!(asked(&format!("GET / HTTP/1.1\r\nHost: evil.example\r\nCookie: {cookie}\r\n")), 403, "another name for this machine");
    assert_eq!(asked(&format!("GET /enter/0000 HTTP/1.1\r\nHost: {host}\r\n")), 403, "a guessed secret");
    let post = |origin: &str| asked(&format!("POST /example HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n{origin}"));
    assert_eq!(post("Origin: http://evil.example\r\n"), 403, "another page");
    assert_eq!(post("Origin: null\r\n"), 403, "a page without a name");
    assert_eq!(post(""), 403, "no origin at all");
}

#[test]
fn the_link_lets_in_once() {
    let house = House::open();
    let link = house.address.split_once(house.host()).unwrap().1;
    let peek = plain(house.host(), &format!("HEAD {link} HTTP/1.1\r\nHost: {}\r\n", house.host()), b"");
    assert!(peek.status == 405 && peek.header("set-cookie").is_none(), "a look at the heads uses nothing up");
    let visitor = Visitor::enters(&house);
    let path = house.address.split_once(house.host()).unwrap().1;
    let again = plain(house.host(), &format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", house.host()), b"");
    assert_eq!(again.status, 403);
    assert!(again.body.contains("уже использована") && again.header("set-cookie").is_none(), "{}", again.body);
    assert_eq!(visitor.get(path).header("location"), Some("/"), "whoever came in by it is not sent away");
}

#[test]
fn a_form_has_its_limit_and_what_is_too_long_is_not_read() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    assert_eq!(visitor.form("/language", &format!("lang=ru&back={}", "a".repeat(1 << 20))).status, 303, "the control: a long form");
    let refused = visitor.form("/language", &format!("lang=ru&back={}", "a".repeat(5 << 20)));
    assert!(refused.status == 413 && refused.body.contains("Сократите текст"), "{}", refused.body);
}

/// Whatever the machinery refuses is said on a page, in the reader's language, whether she was let in or not.
#[test]
fn nothing_is_refused_in_a_bare_line() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    let refused = [
        visitor.post("/language", "text/plain", b"lang=en"),
        visitor.post("/analyses", "multipart/form-data", b"--"),
        visitor.form("/assets/page.css", ""),
        visitor.get("/quit"),
        visitor.form("/language", "nothing=1"),
        plain(house.host(), &format!("GET /enter/%ff HTTP/1.1\r\nHost: {}\r\n", house.host()), b""),
    ];
    for answer in refused {
        assert!((400..500).contains(&answer.status), "{}", answer.head);
        assert!(answer.body.contains("Не получилось") && answer.body.contains("data-what"), "{} {}", answer.head, answer.body);
    }
}

#[test]
fn a_slow_client_is_let_go_and_starves_nobody() {
    let house = House::patient_for(Duration::from_millis(400));
    let visitor = Visitor::enters(&house);
    let host = house.host();
    let slow = |text: String| {
        let mut stream = TcpStream::connect(host).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    };
    // More than one browser opens, each in the middle of its heads.
    let heads: Vec<TcpStream> = (0..300).map(|_| slow(format!("GET / HTTP/1.1\r\nHost: {host}\r\n"))).collect();
    assert_eq!(visitor.get("/").status, 200, "somebody else is answered");
    for mut stream in heads {
        let mut rest = Vec::new();
        assert!(stream.read_to_end(&mut rest).is_ok(), "the connection is closed");
    }
    // And those who ask and ask and read no answer.
    let asked = format!("GET /assets/cyrillic-400.woff2 HTTP/1.1\r\nHost: {host}\r\n\r\n").repeat(400);
    let deaf: Vec<TcpStream> = (0..260)
        .map(|_| {
            let mut stream = TcpStream::connect(host).unwrap();
            stream.set_nonblocking(true).unwrap();
            let _sent = stream.write(asked.as_bytes());
            stream
        })
        .collect();
    let begin = Instant::now();
    assert_eq!(visitor.get("/").status, 200, "somebody else is answered");
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    drop(deaf);
    let body = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n1;2";
    let mut stream = slow(format!(
        "POST /analyses HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary=line\r\nContent-Length: 100000\r\n\r\n{body}",
        visitor.cookie
    ));
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("Передача прервалась"), "{answer}");
    assert!(!visitor.get("/").body.contains("a.csv"), "nothing half done is kept");
}

#[test]
fn every_route_stands_behind_the_guard_and_under_the_policy() {
    let house = House::open();
    for route in web::open::routes::ROUTES.iter().filter(|route| !route.path.starts_with("/enter/") && !route.path.starts_with("/assets/"))
    {
        let path = route.path.replace("{id}", "1").replace("{name}", "report.html");
        let answer = plain(house.host(), &format!("{} {path} HTTP/1.1\r\nHost: {}\r\n", route.method, house.host()), b"");
        assert_eq!(answer.status, 403, "{} {path}", route.method);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
}

#[test]
fn pages_hold_nothing_inline_and_nothing_from_elsewhere() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    for path in ["/", "/nowhere", "/analyses/9"] {
        let body = visitor.get(path).body;
        for foreign in ["<style", "style=", "onclick", "https://", "http://", "<script>"] {
            assert!(!body.contains(foreign), "{path} holds {foreign}");
        }
    }
    let style = visitor.get("/assets/page.css").body;
    assert!(!style.contains("http") && style.contains("@font-face"));
}

#[test]
fn from_files_to_a_report_without_a_script() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    let begun = visitor.drops("/analyses", &canonical());
    assert_eq!(begun.status, 303, "{}", begun.body);
    let address = begun.header("location").unwrap().to_owned();
    visitor.waits(&address);
    let understood = visitor.get(&address).body;
    for word in ["Что понято", "scripts/vpr-russian-5-2026.csv", "Рассчитать", "2 набора результатов"] {
        assert!(understood.contains(word), "{word} in {understood}");
    }
    assert_eq!(visitor.form(&format!("{address}/study"), "purpose=procedure-check&audience=school").status, 303);
    visitor.waits(&address);
    assert_eq!(visitor.get(&address).header("location"), Some(format!("{address}/report").as_str()));
    let report = visitor.get(&format!("{address}/page"));
    assert_eq!(report.status, 200);
    assert!(report.header("content-security-policy").unwrap().contains("frame-ancestors 'self'"));
    let screen = visitor.get(&format!("{address}/save/screen.csv"));
    assert!(screen.header("content-disposition").unwrap().contains("screen.csv"));
    assert_eq!(screen.body.matches("vpr-russian-5-2026").count(), 2, "one row per result set: {}", screen.body);
    for (name, begins) in [("report.docx", "PK"), ("tables.xlsx", "PK")] {
        assert!(visitor.get(&format!("{address}/save/{name}")).body.starts_with(begins), "{name}");
    }
    assert_eq!(visitor.get(&format!("{address}/save/../../secret")).status, 404);
}

/// covers: C1
#[test]
fn results_of_vpr_are_not_for_evaluating_people() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    let address = visitor.drops("/analyses", &canonical()).header("location").unwrap().to_owned();
    visitor.waits(&address);
    for purpose in ["evaluate-teacher", "evaluate-school"] {
        let refused = visitor.form(&format!("{address}/study"), &format!("purpose={purpose}&audience=school"));
        assert_eq!(refused.status, 403, "{purpose}");
        assert!(refused.body.contains("ВПР"), "the reason is told: {}", refused.body);
    }
    assert!(visitor.get(&address).body.contains("value=\"evaluate-teacher\" disabled"), "and it cannot be chosen");
}

/// The choice that comes with answers is asked about too, also while nothing is read yet, and what was typed is kept.
/// covers: C1
#[test]
fn a_purpose_that_comes_with_answers_is_asked_about() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    let address = visitor.drops("/analyses", &canonical()).header("location").unwrap().to_owned();
    // The files may be read by now or not: neither lets the purpose through.
    for _ in 0..2 {
        let refused = visitor.form(&format!("{address}/answers"), "school%3A-=edu1&then=study&purpose=evaluate-teacher&audience=school");
        assert_eq!(refused.status, 403, "{}", refused.body);
        visitor.waits(&address);
    }
    assert_ne!(visitor.get(&format!("{address}/report")).status, 200, "nothing was computed");
    let chosen = visitor.form(&format!("{address}/answers"), "then=study&purpose=self-analysis&audience=school");
    assert_eq!(chosen.status, 303, "{}", chosen.body);
}

#[test]
fn a_corrected_file_takes_the_place_of_the_earlier_one_and_a_file_can_be_taken_out() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    let mut files = canonical();
    let good = files[3].1.clone();
    files[3].1 = good.replacen("5000,1,present,,3,", "5000,1,present,,3,7", 1);
    let address = visitor.drops("/analyses", &files).header("location").unwrap().to_owned();
    visitor.waits(&address);
    let spoiled = visitor.get(&address).body;
    assert!(spoiled.contains("class=\"problems\""), "the spoiled cell is told of");
    visitor.drops(&format!("{address}/files"), &[("scripts/vpr-russian-5-2026.csv", good)]);
    visitor.waits(&address);
    assert!(!visitor.get(&address).body.contains("class=\"problems\""));
    visitor.form(&format!("{address}/remove"), "name=scripts%2Fvpr-russian-5-2026.csv");
    visitor.waits(&address);
    assert!(!visitor.get(&address).body.contains("scripts/vpr-russian-5-2026.csv"));
}

#[test]
fn what_is_no_table_is_told_of_and_an_empty_drop_too() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    assert_eq!(visitor.drops("/analyses", &[]).status, 400);
    let address = visitor.drops("/analyses", &[("письмо.txt", "Добрый день!".to_owned())]).header("location").unwrap().to_owned();
    visitor.waits(&address);
    let body = visitor.get(&address).body;
    assert!(body.contains("письмо.txt") && body.contains("Рассчитывать пока нечего"), "{body}");
}

#[test]
fn the_page_speaks_english_when_asked_and_forgets_when_asked() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    let address = visitor.drops("/analyses", &canonical()).header("location").unwrap().to_owned();
    assert_eq!(visitor.form("/language", "lang=en&back=%2F").header("location"), Some("/"));
    assert_eq!(visitor.form("/language", "lang=en&back=%2F%09%2Fevil.example").header("location"), Some("/"), "nor by a tab");
    assert_eq!(visitor.form("/language", "lang=en&back=%2F%2Fevil.example").header("location"), Some("/"), "no way out of the page");
    assert!(visitor.get("/").body.contains("Which results deserve trust?"));
    visitor.form(&format!("{address}/forget"), "");
    assert_eq!(visitor.get(&address).status, 404);
}

/// Nothing typed is lost by closing or beginning anew: answers that lie in no file are asked about, and a file of them answers next time.
#[test]
fn answers_are_kept_before_anything_is_left() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    let address = visitor.drops("/analyses", &canonical()).header("location").unwrap().to_owned();
    visitor.waits(&address);
    visitor.form(&format!("{address}/answers"), "school%3A-=edu1");
    // Once the files are read with them they are still nowhere but here.
    visitor.waits(&address);
    for way in [format!("{address}/forget"), "/quit".to_owned()] {
        let asked = visitor.form(&way, "");
        assert!(asked.status == 200 && asked.body.contains("Вы дали 1 ответ"), "{way}: {}", asked.body);
        assert!(asked.body.contains(&format!("{address}/answers.csv")));
    }
    let file = visitor.get(&format!("{address}/answers.csv"));
    assert!(
        file.header("content-disposition").unwrap().contains("answers.csv") && file.body.contains("\"school:-\",\"edu1\""),
        "{}",
        file.body
    );
    assert_eq!(visitor.form(&format!("{address}/forget"), "").header("location"), Some("/"), "kept: nothing to ask");
    let mut again = canonical();
    again.push(("answers.csv", file.body));
    let address = visitor.drops("/analyses", &again).header("location").unwrap().to_owned();
    visitor.waits(&address);
    let understood = visitor.get(&address).body;
    assert!(understood.contains("Дан 1 ответ") && !understood.contains("class=\"name\">answers.csv"), "{understood}");
    visitor.form(&format!("{address}/answers"), "school%3A-=edu2");
    assert_eq!(visitor.form(&format!("{address}/forget"), "sure=yes").header("location"), Some("/"), "asked once, and sure");
}

#[test]
fn the_program_closes_when_asked() {
    let house = House::open();
    let visitor = Visitor::enters(&house);
    assert!(visitor.form("/quit", "").body.contains("Программа закрыта"));
    wait_until("the page to be gone", || TcpStream::connect(house.host()).is_err());
}
