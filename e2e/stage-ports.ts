/** Where the stage serves the application, and where a test may cut or mend its database connection. */
export const stagePort = Number(process.env.E2E_PORT ?? 3190);
export const controlPort = stagePort + 1;
