import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { AppealsController } from './appeals/appeals.controller.js';
import { ApplicationsController } from './applications/applications.controller.js';
import { ApplyController } from './applications/apply.controller.js';
import { ScorecardDetailsController } from './applications/scorecard-details.controller.js';
import { AuthController } from './auth/auth.controller.js';
import { CandidateExportController } from './candidates/candidate-export.controller.js';
import { CandidatesController } from './candidates/candidates.controller.js';
import { TranscriptSearchController } from './candidates/transcript-search.controller.js';
import { ContractsController } from './contracts/contracts.controller.js';
import { MyContractsController } from './contracts/my-contracts.controller.js';
import { OffersController } from './contracts/offers.controller.js';
import { EventsController } from './events/events.controller.js';
import { DeletionsController } from './interviews/deletions.controller.js';
import { InterviewsController } from './interviews/interviews.controller.js';
import { MyInterviewsController } from './interviews/my-interviews.controller.js';
import { QuestionsController } from './interviews/questions.controller.js';
import { TranscriptsController } from './interviews/transcripts.controller.js';
import { LiveController } from './live/live.controller.js';
import { MeController } from './me/me.controller.js';
import { MyApplicationsController } from './me/my-applications.controller.js';
import { MediaController } from './media/media.controller.js';
import { NotesController } from './notes/notes.controller.js';
import { JobsController } from './openings/jobs.controller.js';
import { OpeningsController } from './openings/openings.controller.js';
import { EnginesController } from './operations/engines.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { PagesController } from './pages/pages.controller.js';
import { WebPagesController } from './pages/web/web-pages.controller.js';
import { FinanceController } from './payroll/finance.controller.js';
import { MyOnboardingController } from './payroll/my-onboarding.controller.js';
import { MyTimeController } from './payroll/my-time.controller.js';
import { PayRunsController } from './payroll/pay-runs.controller.js';
import { PayoutsController } from './payroll/payouts.controller.js';
import { PlanTemplatesController } from './plans/plan-templates.controller.js';
import { PlansController } from './plans/plans.controller.js';
import { ProjectsController } from './projects/projects.controller.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { ShortlistsController } from './shortlists/shortlists.controller.js';
import { SigningController } from './signing/signing.controller.js';
import { VerificationController } from './signing/verification.controller.js';
import { StaffController } from './staff/staff.controller.js';
import { TakesController } from './takes/takes.controller.js';
import { DeliveriesController } from './webhooks/deliveries.controller.js';
import { EventTypesController } from './webhooks/event-types.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { WorkController } from './work/work.controller.js';

/** In the order of the API reference. */
export const edgeControllers = [
  ...[AuthController, MeController, WorkController, MyApplicationsController, MyInterviewsController],
  ...[
    JobsController,
    ApplyController,
    OpeningsController,
    ApplicationsController,
    ScorecardDetailsController,
    CandidatesController,
    CandidateExportController,
    TranscriptSearchController,
    ReviewsController,
    AppealsController,
    ShortlistsController,
    NotesController,
  ],
  ...[
    PlansController,
    PlanTemplatesController,
    InterviewsController,
    QuestionsController,
    TranscriptsController,
    TakesController,
    MediaController,
  ],
  DeletionsController,
  ...[ProjectsController, OffersController, ContractsController, MyContractsController],
  ...[SigningController, VerificationController],
  ...[MyOnboardingController, MyTimeController, PayoutsController, FinanceController, PayRunsController],
  ...[EventsController, StaffController, ApiKeysController, OperationsController, EnginesController],
  ...[LiveController, EventTypesController, WebhooksController, DeliveriesController],
  ...[PagesController, WebPagesController],
];
