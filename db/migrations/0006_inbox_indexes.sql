DROP INDEX "mails_to_send";--> statement-breakpoint
CREATE INDEX "unread_by_user" ON "notifications" USING btree ("user_id") WHERE "notifications"."read_at" is null;--> statement-breakpoint
CREATE INDEX "mails_to_send" ON "outgoing_mails" USING btree ("next_attempt_at","notification_id") WHERE "outgoing_mails"."sent_at" is null and "outgoing_mails"."gave_up_at" is null;