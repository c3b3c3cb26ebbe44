CREATE TABLE "allowed_pictures" (
	"school_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"refused_picture_id" uuid NOT NULL,
	"allowed_by" uuid NOT NULL,
	"allowed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "allowed_pictures_photo_id_refused_picture_id_pk" PRIMARY KEY("photo_id","refused_picture_id")
);
--> statement-breakpoint
ALTER TABLE "allowed_pictures" ADD CONSTRAINT "allowed_pictures_refused_picture_id_refused_pictures_id_fk" FOREIGN KEY ("refused_picture_id") REFERENCES "public"."refused_pictures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allowed_pictures" ADD CONSTRAINT "allowed_pictures_allowed_by_users_id_fk" FOREIGN KEY ("allowed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allowed_pictures" ADD CONSTRAINT "allowed_pictures_school_id_photo_id_photos_school_id_id_fk" FOREIGN KEY ("school_id","photo_id") REFERENCES "public"."photos"("school_id","id") ON DELETE no action ON UPDATE no action;