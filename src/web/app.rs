//! What handlers share, and the application made of it.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{Error, web};
use metrics_exporter_prometheus::PrometheusHandle;
use tracing_actix_web::TracingLogger;

use crate::desk::{Desk, LARGEST_FILE_BYTES};
use crate::insurer::Secret;
use crate::words::OfficeContact;

use super::pages::DemoLogIn;
use super::problem::WebError;
use super::span::RequestSpan;
use super::{api, docs, finish, health, pages};

/// What handlers share.
pub struct App {
    /// The use cases.
    pub desk: Desk,
    /// The secret shared with the insurer. Without one nobody can sign an answer, and none is believed.
    pub insurer_secret: Option<Secret>,
    /// The counters to show at `/metrics`.
    pub metrics: Option<PrometheusHandle>,
    /// How much is read of one request.
    pub limits: Limits,
    /// How the office is reached, for the foot of every page.
    pub office: OfficeContact,
    /// Log-ins that the front page lists; none but in a demo.
    pub demo: Vec<DemoLogIn>,
}

/// How much is read of one request, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A body of JSON.
    pub json_bytes: usize,
    /// A multipart body with its file; a little more than the largest file.
    pub upload_bytes: usize,
    /// The fields of a multipart body, which are kept in memory.
    pub fields_bytes: usize,
}

impl Limits {
    /// A file of a page's form: what is left of the largest multipart body.
    pub(super) fn file_bytes(&self) -> u64 {
        u64::try_from(self.upload_bytes.saturating_sub(self.fields_bytes)).unwrap_or(u64::MAX)
    }
}

impl Default for Limits {
    fn default() -> Self {
        let largest_file = usize::try_from(LARGEST_FILE_BYTES).unwrap_or(usize::MAX);
        Self { json_bytes: 1 << 20, upload_bytes: largest_file.saturating_add(64 << 10), fields_bytes: 64 << 10 }
    }
}

/// The application: the server and tests run the same one.
pub fn app(
    app: web::Data<App>,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    actix_web::App::new()
        .app_data(app)
        .configure(health::configure)
        .configure(docs::configure)
        .configure(api::configure)
        .configure(pages::configure)
        .default_service(web::to(nowhere))
        .wrap(from_fn(finish::finish))
        .wrap(TracingLogger::<RequestSpan>::new())
}

async fn nowhere() -> Result<&'static str, WebError> {
    Err(WebError::path_unknown())
}
