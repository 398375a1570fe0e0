import { createBrowserRouter, type RouteObject } from 'react-router';
import { RequireApplicant } from './api/require-applicant.js';
import { RequireStaff } from './api/require-staff.js';
import { MissingPage } from './problem/missing-page.js';
import { RouteFailure } from './problem/route-failure.js';
import { ConsoleShell } from './shell/console-shell.js';
import { InterviewShell } from './shell/interview-shell.js';
import { PublicShell } from './shell/public-shell.js';
import { SigningShell } from './shell/signing-shell.js';

/** A page's module exports its component as `Component`; it is fetched when somebody goes there. */
export const routes: RouteObject[] = [
  {
    element: <PublicShell />,
    errorElement: <RouteFailure />,
    hydrateFallbackElement: <></>,
    children: [
      { path: '/jobs', lazy: () => import('./pages/openings/openings-page.js') },
      { path: '/jobs/:openingId', lazy: () => import('./pages/openings/opening-page.js') },
      { path: '/jobs/:openingId/apply', lazy: () => import('./pages/apply/apply-page.js') },
      { path: '/login', lazy: () => import('./pages/sign-in/sign-in-page.js') },
      { path: '/verify', lazy: () => import('./pages/sign-in/confirm-page.js') },
      { path: '/invitation', lazy: () => import('./pages/invitation/invitation-page.js') },
      {
        element: <RequireApplicant />,
        children: [
          { path: '/me', lazy: () => import('./pages/me/home-page.js') },
          { path: '/me/applications', lazy: () => import('./pages/me/applications-page.js') },
          { path: '/me/data', lazy: () => import('./pages/me/data-page.js') },
          { path: '/me/contracts', lazy: () => import('./pages/contracts/contracts-page.js') },
          { path: '/me/onboarding', lazy: () => import('./pages/onboarding/onboarding-page.js') },
          { path: '/me/applications/:applicationId', lazy: () => import('./pages/me/application-page.js') },
          { path: '/me/applications/:applicationId/result', lazy: () => import('./pages/result/result-page.js') },
        ],
      },
      { path: '*', element: <MissingPage /> },
    ],
  },
  {
    element: <ConsoleShell />,
    errorElement: <RouteFailure />,
    hydrateFallbackElement: <></>,
    children: [
      {
        element: <RequireStaff roles={['recruiter', 'reviewer', 'finance']} />,
        children: [{ path: '/console', lazy: () => import('./pages/work/work-page.js') }],
      },
      {
        element: <RequireStaff roles={['recruiter', 'reviewer']} />,
        children: [
          { path: '/console/openings', lazy: () => import('./pages/staff-openings/staff-openings-page.js') },
          { path: '/console/openings/:openingId', lazy: () => import('./pages/staff-openings/staff-opening-page.js') },
          { path: '/console/rubrics', lazy: () => import('./pages/rubrics/rubrics-page.js') },
          { path: '/console/rubrics/:planId', lazy: () => import('./pages/rubrics/rubric-page.js') },
          { path: '/console/reviews', lazy: () => import('./pages/review-queue/review-queue-page.js') },
          { path: '/console/reviews/:applicationId', lazy: () => import('./pages/review/review-page.js') },
        ],
      },
      {
        element: <RequireStaff roles={['recruiter']} />,
        children: [
          { path: '/console/openings/new', lazy: () => import('./pages/new-opening/new-opening-page.js') },
          {
            path: '/console/openings/:openingId/candidates',
            lazy: () => import('./pages/candidates/candidates-page.js'),
          },
          {
            path: '/console/openings/:openingId/compare',
            lazy: () => import('./pages/comparison/comparison-page.js'),
          },
          { path: '/console/applications/:applicationId', lazy: () => import('./pages/candidate/candidate-page.js') },
        ],
      },
      {
        element: <RequireStaff roles={['admin']} />,
        children: [{ path: '/console/operations', lazy: () => import('./pages/operations/operations-page.js') }],
      },
      { path: '/console/*', element: <MissingPage /> },
    ],
  },
  {
    element: <SigningShell />,
    errorElement: <RouteFailure />,
    hydrateFallbackElement: <></>,
    // Whoever follows the mailed link need not be signed in.
    children: [{ path: '/sign', lazy: () => import('./pages/signing/sign-page.js') }],
  },
  {
    element: <InterviewShell />,
    errorElement: <RouteFailure />,
    hydrateFallbackElement: <></>,
    children: [
      {
        element: <RequireApplicant />,
        children: [
          { path: '/me/interviews/:interviewId', lazy: () => import('./pages/interview/interview-page.js') },
          { path: '/me/interviews/:interviewId/consent', lazy: () => import('./pages/consent/consent-page.js') },
          {
            path: '/me/interviews/:interviewId/adjustments',
            lazy: () => import('./pages/adjustments/adjustments-page.js'),
          },
          { path: '/me/interviews/:interviewId/check', lazy: () => import('./pages/check/check-page.js') },
          { path: '/me/interviews/:interviewId/room', lazy: () => import('./pages/room/room-page.js') },
          {
            path: '/me/interviews/:interviewId/transcript',
            lazy: () => import('./pages/transcript/transcript-page.js'),
          },
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes);
