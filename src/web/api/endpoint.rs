//! One line of the route table: the route itself, who may ask, and what the description says about it.

use actix_web::http::Method;
use actix_web::{FromRequest, Handler, Responder, Route, web};

use crate::workflow::Role;

/// Who may ask. Whether a claim is theirs to see is the desk's to say; this is about roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Access {
    /// Anybody; the handler itself looks at who it is.
    Public,
    /// Everyone of the office: caseworker, supervisor, admin, auditor.
    Reads,
    /// Who reads what is said to families: caseworker, supervisor, auditor.
    Knows,
    /// Whoever acts on claims: caseworker, supervisor.
    Acts,
    /// Whoever minds the register and the deliveries: supervisor, admin.
    Runs,
    /// Everyone of the office, and the insurer's machine.
    Fetches,
    /// Whoever sets up the offices: admin.
    Administers,
    /// Whoever hands in what came back to the desk's mailbox: admin, and the mail server's machine.
    Returns,
}

impl Access {
    /// Whether a role may ask.
    pub(in super::super) fn admits(self, role: Role) -> bool {
        let office = matches!(role, Role::Caseworker | Role::Supervisor | Role::Admin | Role::Auditor);
        match self {
            Self::Public => true,
            Self::Reads => office,
            Self::Knows => role.is_staff() || role == Role::Auditor,
            Self::Acts => role.is_staff(),
            Self::Runs => matches!(role, Role::Supervisor | Role::Admin),
            Self::Fetches => office || role == Role::Insurer,
            Self::Administers => role == Role::Admin,
            Self::Returns => matches!(role, Role::Admin | Role::System),
        }
    }

    /// The roles, for the description.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Public => "no token",
            Self::Reads => "caseworker, supervisor, admin, auditor",
            Self::Knows => "caseworker, supervisor, auditor",
            Self::Acts => "caseworker, supervisor",
            Self::Runs => "supervisor, admin",
            Self::Fetches => "caseworker, supervisor, admin, auditor, insurer",
            Self::Administers => "admin",
            Self::Returns => "admin, the mail server's machine",
        }
    }
}

/// What a request carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Nothing.
    None,
    /// JSON of a named schema.
    Json(&'static str),
    /// A form with a file; the schema names its fields.
    Form(&'static str),
    /// Bytes as they are signed; the schema says what they hold.
    Signed(&'static str),
    /// A message as a mail server has it; the schema says so in words.
    Message(&'static str),
}

/// What an endpoint answers when all is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answers {
    /// JSON of a named schema.
    Json(&'static str),
    /// The bytes of a file.
    File,
    /// A picture (SVG).
    Picture,
}

/// One line of the route table.
pub(in super::super) struct Endpoint {
    /// HTTP method.
    pub(super) method: Method,
    /// Path below `/api/v1`.
    pub(super) path: &'static str,
    /// Who may ask.
    pub(in super::super) access: Access,
    /// What it does, in a few words.
    pub(super) does: &'static str,
    /// The parameters of its query.
    pub(super) query: &'static [&'static str],
    /// What it is sent.
    pub(super) body: Body,
    /// Statuses of success, each with its answer.
    pub(super) answers: Vec<(u16, Answers)>,
    /// Whether `If-Match` must be given.
    pub(in super::super) versioned: bool,
    /// Whether `If-Match` may be given.
    pub(super) matched: bool,
    /// Whether a repeat is known by `Idempotency-Key`.
    pub(super) keyed: bool,
    make: Box<dyn Fn() -> Route + Send + Sync>,
}

/// A line of the table.
pub(super) fn endpoint<F, Args>(
    method: Method,
    path: &'static str,
    access: Access,
    handler: F,
    does: &'static str,
) -> Endpoint
where
    F: Handler<Args> + Send + Sync,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let of = method.clone();
    Endpoint {
        method,
        path,
        access,
        does,
        query: &[],
        body: Body::None,
        answers: Vec::new(),
        versioned: false,
        matched: false,
        keyed: false,
        make: Box::new(move || web::method(of.clone()).to(handler.clone())),
    }
}

impl Endpoint {
    /// The route, to be registered.
    pub(super) fn route(&self) -> Route {
        (self.make)()
    }

    /// With these parameters in its query.
    pub(super) fn query(mut self, names: &'static [&'static str]) -> Self {
        self.query = names;
        self
    }

    /// Sent JSON of this schema.
    pub(super) fn json(mut self, schema: &'static str) -> Self {
        self.body = Body::Json(schema);
        self
    }

    /// Sent a form with a file.
    pub(super) fn form(mut self, schema: &'static str) -> Self {
        self.body = Body::Form(schema);
        self
    }

    /// Sent bytes under a signature.
    pub(super) fn signed(mut self, schema: &'static str) -> Self {
        self.body = Body::Signed(schema);
        self
    }

    /// Sent a message as a mail server has it.
    pub(super) fn message(mut self, schema: &'static str) -> Self {
        self.body = Body::Message(schema);
        self
    }

    /// Answers JSON of this schema.
    pub(super) fn answers(mut self, status: u16, schema: &'static str) -> Self {
        self.answers.push((status, Answers::Json(schema)));
        self
    }

    /// Answers the bytes of a file.
    pub(super) fn file(mut self) -> Self {
        self.answers.push((200, Answers::File));
        self
    }

    /// Answers a picture.
    pub(super) fn picture(mut self) -> Self {
        self.answers.push((200, Answers::Picture));
        self
    }

    /// `If-Match` must be given, and a repeat is known by its key.
    pub(super) fn versioned(mut self) -> Self {
        self.versioned = true;
        self.keyed()
    }

    /// A repeat is known by its key.
    pub(super) fn keyed(mut self) -> Self {
        self.keyed = true;
        self.matched()
    }

    /// `If-Match` may be given.
    pub(super) fn matched(mut self) -> Self {
        self.matched = true;
        self
    }
}
