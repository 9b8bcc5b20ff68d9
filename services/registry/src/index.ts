/** HTTP API and read models; hosts relay, sweeper, reconciler and audit sealer. */
export const room = 'registry';
