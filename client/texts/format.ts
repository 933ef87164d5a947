/** The platform writes numbers alike everywhere, so pages take this from where the server takes it too. */
export * from '../../crypto/format.ts';
