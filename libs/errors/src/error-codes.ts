/**
 * The one table of error codes and their HTTP statuses (RFC 9110). A code is a published name: clients switch on it, so
 * a code is never renamed and never changes its status.
 */
export const httpStatusByCode = {
  // Request
  malformed_request: 400,
  validation_failed: 422,
  body_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  // Identity
  not_signed_in: 401,
  wrong_credentials: 401,
  code_invalid: 401,
  step_up_required: 403,
  password_change_required: 403,
  not_allowed: 403,
  // Objects
  not_found: 404,
  conflict: 409,
  version_conflict: 412,
  precondition_required: 428,
  range_not_satisfiable: 416,
  // Repeats
  in_progress: 409,
  idempotency_key_reused: 422,
  secret_not_repeated: 409,
  // Platform
  internal: 500,
  unavailable: 503,
  deadline_exceeded: 504,
  // Accounts
  email_taken: 409,
  already_set_up: 409,
  too_many_mails: 429,
  // Openings and applications
  opening_not_open: 409,
  opening_wrong_state: 409,
  application_wrong_stage: 409,
  decision_needs_review: 409,
  decision_needs_blind_review: 409,
  appeal_not_possible: 409,
  appeal_exists: 409,
  appeal_wrong_state: 409,
  appeal_needs_another_person: 409,
  appeal_needs_review: 409,
  too_many_shortlists: 409,
  shortlist_full: 409,
  // Plans and rubrics
  plan_not_publishable: 422,
  plan_wrong_state: 409,
  // Interviews
  interview_wrong_state: 409,
  interview_expired: 409,
  consent_required: 409,
  consent_text_outdated: 409,
  answer_wrong_state: 409,
  take_wrong_state: 409,
  no_takes_left: 409,
  too_few_answers: 409,
  unsupported_language: 409,
  transcript_check_over: 409,
  transcript_not_correctable: 409,
  too_many_corrections: 409,
  // Reviews
  review_wrong_state: 409,
  packet_not_drawable: 409,
  // Deletion of recordings
  deletion_wrong_state: 409,
  // Uploads
  upload_not_found: 404,
  upload_incomplete: 409,
  upload_hash_mismatch: 409,
  upload_too_large: 413,
  upload_empty: 422,
  upload_duplicate: 409,
  upload_locked: 423,
  recording_too_long: 413,
  recording_type_unsupported: 415,
  recording_codec_unsupported: 415,
  recording_unreadable: 422,
  recording_without_audio: 422,
  recording_without_speech: 422,
  recording_picture_too_large: 422,
  recording_too_many_streams: 422,
  spool_full: 503,
  upload_quota_exceeded: 429,
  // Offers, contracts and signatures
  offer_exists: 409,
  template_invalid: 422,
  contract_wrong_state: 409,
  signing_link_invalid: 401,
  signing_session_required: 401,
  signing_wrong_state: 409,
  access_code_wrong: 422,
  // Pay
  onboarding_not_open: 409,
  onboarding_wrong_state: 409,
  tax_form_unsupported: 409,
  payout_method_exists: 409,
  payout_method_missing: 409,
  time_overlaps: 409,
  timesheet_wrong_state: 409,
  week_not_over: 409,
  pay_run_wrong_state: 409,
  own_pay_run: 409,
  payout_wrong_state: 409,
  ledger_key_reused: 409,
  // Work
  job_not_parked: 409,
  event_not_parked: 409,
  feed_cursor_invalid: 422,
  ranking_expired: 409,
  // Webhooks and live pages
  webhook_disabled: 409,
  too_many_webhooks: 409,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof httpStatusByCode;
