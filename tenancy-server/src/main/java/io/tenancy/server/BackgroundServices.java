package io.tenancy.server;

import io.tenancy.core.job.JobService;
import io.tenancy.core.task.TaskService;

/** The use cases about what goes on without a request. */
public record BackgroundServices(TaskService tasks, JobService jobs) {}
