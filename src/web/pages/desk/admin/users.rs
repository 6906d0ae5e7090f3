//! Users: who may come in. A new user, and whoever forgot the password, gets a one-time link that is shown once.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use crate::desk::{DeskError, NewUser};
use crate::law::Text;
use crate::words::{Words, shown};
use crate::workflow::Role;

use super::super::super::super::app::App;
use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;

const PAGE: &str = "/desk/admin/users";
const ROLES: [Role; 4] = [Role::Caseworker, Role::Supervisor, Role::Admin, Role::Auditor];

#[derive(Template)]
#[template(path = "desk/admin/users.html")]
struct UsersPage {
    f: Frame,
    users: Vec<UserView>,
    link: Option<LinkView>,
    fields: Vec<FieldView>,
}

struct UserView {
    name: String,
    email: String,
    role: String,
    office: String,
    active: bool,
}

/// A link to be given to its user by hand.
struct LinkView {
    email: String,
    address: String,
    until: String,
    /// The address that it is sent to.
    sent_to: Option<String>,
}

/// Lists the users.
pub(in super::super::super) async fn users(app: Data<App>, visit: Visit) -> PageResult {
    show(&app, &visit, StatusCode::OK, &Sent::default(), &Problems::default(), None).await
}

async fn show(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    sent: &Sent,
    problems: &Problems,
    link: Option<LinkView>,
) -> PageResult {
    let words = visit.words();
    let users = app.desk.users_seen_by(visit.actor()?).await?.into_iter().map(|user| UserView {
        role: words.t(&format!("role-{}", user.role)),
        office: user.office.unwrap_or_else(|| words.t("office-all")),
        name: user.name,
        email: user.email,
        active: user.active,
    });
    let own = visit.actor()?.office;
    let offices = app.desk.offices().await?.into_iter().filter(|office| own.is_none_or(|own| own.0 == office.id));
    let offices: Vec<String> = offices.map(|office| office.name).collect();
    page_as(
        status,
        &UsersPage {
            f: Frame::new(visit, Face::Desk, words.t("nav-users"))
                .with_wrong(problems.summary(words, &["name", "email", "role", "office"])),
            users: users.collect(),
            link,
            fields: told(fields(sent, offices, own.is_none(), words), problems, words),
        },
    )
}

fn fields(sent: &Sent, offices: Vec<String>, all_too: bool, words: Words) -> Vec<FieldView> {
    let typed = |name: &str| sent.get(name).unwrap_or_default();
    let roles = ROLES.map(|role| (role.as_str().to_owned(), words.t(&format!("role-{role}"))));
    let all = all_too.then(|| (String::new(), words.t("office-all"))).into_iter();
    let offices = all.chain(offices.into_iter().map(|name| (name.clone(), name)));
    vec![
        FieldView::line("name", words.t("user-name"), typed("name")).required(),
        FieldView::line("email", words.t("log-in-email"), typed("email")).typed("email", "email", "off").required(),
        FieldView::choice("role", words.t("user-role"), roles, typed("role")).required(),
        FieldView::select("office", words.t("user-office"), offices, typed("office")).required(),
    ]
}

/// Adds a user and shows the link of their first password.
pub(in super::super::super) async fn add_user(app: Data<App>, visit: Visit, sent: Sent) -> PageResult {
    let Some(role) = sent.filled("role").and_then(Role::parse) else {
        let problems = Problems::field("role", "required", Text::new("Pilih peran.", "Choose a role."));
        return show(&app, &visit, problems.status(), &sent, &problems, None).await;
    };
    // An office's administrator adds to that office, whatever the form says.
    let own = match visit.actor()?.office {
        Some(own) => app.desk.offices().await?.into_iter().find(|office| office.id == own.0).map(|office| office.name),
        None => sent.filled("office").map(str::to_owned),
    };
    let user = NewUser {
        name: sent.filled("name").unwrap_or_default().to_owned(),
        email: sent.filled("email").unwrap_or_default().to_owned(),
        role,
        office: own,
        password: None,
    };
    let problems = match app.desk.add_user(&user).await {
        Ok(_) => return invited(&app, &visit, &sent, &user.email).await,
        // A second press of the same button.
        Err(DeskError::Taken(_)) if app.desk.was_invited_by(&user.email, once(&sent)).await? => {
            return Ok(go_to_done(PAGE, "invited"));
        }
        Err(DeskError::Taken(_)) => Problems::field("email", "taken", taken()),
        Err(other) => Problems::of(other)?,
    };
    show(&app, &visit, problems.status(), &sent, &problems, None).await
}

/// Makes a new link for a user.
pub(in super::super::super) async fn invite_user(app: Data<App>, visit: Visit, sent: Sent) -> PageResult {
    invited(&app, &visit, &sent, sent.filled("email").unwrap_or_default()).await
}

fn once(sent: &Sent) -> &str {
    sent.get("once").unwrap_or_default()
}

fn taken() -> Text {
    Text::new("Alamat ini sudah punya akun.", "This address has an account already.")
}

async fn invited(app: &App, visit: &Visit, sent: &Sent, email: &str) -> PageResult {
    let by = visit.actor()?.user;
    app.desk.check_administers(visit.actor()?, email).await?;
    match app.desk.invite_once(email, by, once(sent)).await {
        Err(DeskError::AlreadyDone) => Ok(go_to_done(PAGE, "invited")),
        Ok(invitation) => {
            let link = LinkView {
                sent_to: invitation.sent_to.clone(),
                email: email.to_owned(),
                address: format!("{}{}", app.desk.public_url(), invitation.path),
                until: shown::long_moment(invitation.expires_at, visit.language()),
            };
            show(app, visit, StatusCode::OK, &Sent::default(), &Problems::default(), Some(link)).await
        }
        Err(error) => {
            let problems = Problems::of(error)?;
            show(app, visit, problems.status(), &Sent::default(), &problems, None).await
        }
    }
}

/// Puts the address of a user right.
pub(in super::super::super) async fn change_address(app: Data<App>, visit: Visit, sent: Sent) -> PageResult {
    let email = sent.filled("email").unwrap_or_default();
    app.desk.check_administers(visit.actor()?, email).await?;
    let problems = match app.desk.change_address(email, sent.filled("address").unwrap_or_default()).await {
        Ok(()) => return Ok(go_to_done(PAGE, "address-changed")),
        Err(DeskError::Taken(_)) => Problems { general: vec![taken()], ..Problems::default() },
        Err(other) => Problems::of(other)?,
    };
    show(&app, &visit, problems.status(), &Sent::default(), &problems, None).await
}

/// Shuts a user out, with every session and token.
pub(in super::super::super) async fn disable_user(app: Data<App>, visit: Visit, sent: Sent) -> PageResult {
    let email = sent.filled("email").unwrap_or_default();
    let own = visit.session.as_ref().is_some_and(|session| {
        matches!(&session.holder, crate::desk::Holder::Staff { email: own, .. } if own.eq_ignore_ascii_case(email))
    });
    if own {
        let message = Text::new(
            "Anda tidak dapat mengeluarkan diri sendiri. Minta kepada pengelola lain.",
            "You cannot shut yourself out. Ask another administrator.",
        );
        let problems = Problems { general: vec![message], ..Problems::default() };
        return show(&app, &visit, problems.status(), &Sent::default(), &problems, None).await;
    }
    app.desk.check_administers(visit.actor()?, email).await?;
    app.desk.disable_user(email).await?;
    Ok(go_to_done(PAGE, "disabled"))
}
