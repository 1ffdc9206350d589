using System.Reflection;
using Xunit;

namespace Infometer.Tests;

public class MiAlphaObjectiveTests
{
    private static readonly MiAlphaObjective s_quick = new() { Steps = 200, Layers = 2, Batch = 128 };

    [Fact]
    public void Evaluate_TeacherAndStudent_IsClearlyAboveZeroAndBelowItsCeiling()
    {
        ObjectiveValue value = Of(0.9, 1);
        Assert.InRange(value.Value!.Value, 0.4, Math.Log(128 / 0.01));
        Assert.True(value.StandardError > 0);
        Assert.Equal(Verdict.LowerBound, value.Verdict);
        Assert.Contains(value.Notes, note => note.Code == "objective" && note.Text.Contains("9.46", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_BetterStudent_IsWorthMore() => Assert.True(Of(0.95, 2).Value > Of(0.6, 2).Value + 0.2);

    [Fact]
    public void Evaluate_Independent_IsNotDetected()
    {
        ObjectiveValue value = Of(0, 3);
        Assert.Equal(Verdict.NotDetected, value.Verdict);
        Assert.True(value.PValue > 0.05);
        Assert.InRange(value.Value!.Value, -0.1, 0.05);
    }

    [Fact]
    public void Evaluate_AlphaOne_StaysBelowTheLogarithmOfTheBatch()
    {
        (double[] x, _) = DependenceData.Pair(400, 0, 4);
        Variable teacher = Variable.Continuous(x, 1, "t");
        Variable student = Variable.Continuous(DependenceData.Map(x, v => -2 * v), 1, "s");
        ObjectiveValue value = (s_quick with { Alpha = 1, Batch = 16 }).Evaluate(teacher, student);
        Assert.InRange(value.Value!.Value, 1, Math.Log(16));
    }

    [Fact]
    public void ObjectiveValue_HasNoMemberOfInformation()
    {
        string[] members = [.. typeof(ObjectiveValue).GetMembers(BindingFlags.Public | BindingFlags.Instance).Select(m => m.Name)];
        Assert.DoesNotContain(members, m => m.Contains("Nat", StringComparison.Ordinal) || m.Contains("Bit", StringComparison.Ordinal));
        Assert.DoesNotContain(Objectives.All, d => d.Create().Unit.Contains("nat", StringComparison.Ordinal));
        Assert.DoesNotContain(Objectives.All, d => Measure.All.Any(m => m.Id == d.Id) || Estimators.All.Any(e => e.Id == d.Id));
    }

    [Fact]
    public void Evaluate_WhatHasNoValue_SaysWhy()
    {
        double[] x = DependenceData.Normal(50, 5);
        ObjectiveValue constant = s_quick.Evaluate(Variable.Continuous(x, 1, "x"), Variable.Continuous(new double[50], 1, "y"));
        Assert.Null(constant.Value);
        Assert.Equal(Verdict.Unreliable, constant.Verdict);
        Assert.Contains(constant.Notes, n => n.Code == "constant" && n.Text.Contains("'y'", StringComparison.Ordinal));
        ObjectiveValue few = s_quick.Evaluate(Variable.Continuous(x.AsMemory(0, 30), 1, "x"), Variable.Continuous(x.AsMemory(0, 30), 1, "y"));
        Assert.Null(few.Value);
        Assert.Contains(few.Notes, n => n.Code == "too-few-rows");
        Assert.Empty(JsonSchemaCheck.Violations("objective.schema.json", few.ToJson()));
    }

    [Fact]
    public void Options_RoundTrip()
    {
        foreach (ObjectiveDescriptor descriptor in Objectives.All)
        {
            Objective preset = descriptor.Create();
            Assert.All(descriptor.Options, o => Assert.Equal(o.Default, o.Get(preset)));
            Assert.Equal(preset, descriptor.CreateWith(descriptor.Options.ToDictionary(o => o.Name, o => o.Default)));
        }

        InvalidInputException odd = Assert.Throws<InvalidInputException>(() => Objectives.Get("mi-alpha").CreateWith([new("width", "7")]));
        Assert.Contains("expected even integer ≥ 2", odd.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => Objectives.Get("mi-alpha").CreateWith([new("alpha", "0")]));
    }

    private static ObjectiveValue Of(double correlation, ulong seed)
    {
        (double[] x, double[] y) = DependenceData.Pair(600, correlation, seed);
        return s_quick.Evaluate(Variable.Continuous(x, 1, "t"), Variable.Continuous(y, 1, "s"));
    }
}
