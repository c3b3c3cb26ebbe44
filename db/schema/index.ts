// Every table of the product (and of the practice platform), in one namespace for the client and the migrations.
export * from './accounts.ts';
export * from './audit.ts';
export * from './concerns.ts';
export * from './consent.ts';
export * from './deliveries.ts';
export * from './imports.ts';
export * from './notices.ts';
export * from './people.ts';
export * from './photo-accounting.ts';
export * from './photos.ts';
export * from './policy.ts';
export * from './posts.ts';
export * from './pupils.ts';
export * from './sandbox.ts';
export * from './school.ts';
