import { createBrowserRouter, type RouteObject } from 'react-router';
import { MissingPage } from './problem/missing-page.js';
import { RouteFailure } from './problem/route-failure.js';
import { InterviewShell } from './shell/interview-shell.js';
import { PublicShell } from './shell/public-shell.js';

/** A page's module exports its component as `Component`; it is fetched when somebody goes there. */
export const routes: RouteObject[] = [
  {
    element: <PublicShell />,
    errorElement: <RouteFailure />,
    hydrateFallbackElement: <></>,
    children: [
      { path: '/jobs', lazy: () => import('./pages/openings/openings-page.js') },
      { path: '/jobs/:openingId', lazy: () => import('./pages/openings/opening-page.js') },
      { path: '/login', lazy: () => import('./pages/sign-in/sign-in-page.js') },
      { path: '/verify', lazy: () => import('./pages/sign-in/confirm-page.js') },
      { path: '*', element: <MissingPage /> },
    ],
  },
  {
    element: <InterviewShell />,
    errorElement: <RouteFailure />,
    hydrateFallbackElement: <></>,
    children: [
      { path: '/me/interviews/:interviewId/check', lazy: () => import('./pages/check/check-page.js') },
      { path: '/me/interviews/:interviewId/room', lazy: () => import('./pages/room/room-page.js') },
    ],
  },
];

export const router = createBrowserRouter(routes);
