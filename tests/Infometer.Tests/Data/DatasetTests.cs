using Xunit;

namespace Infometer.Tests;

[Trait("Kernels", "Vector")]
public class DatasetTests
{
    [Theory]
    [InlineData("adult.csv", 32_561, 15, 4_262, "age workclass:9 fnlwgt education:16 education_num:16 marital_status:7 "
        + "occupation:15 relationship:6 "
        + "race:5 sex:2 capital_gain/mixed capital_loss/mixed hours_per_week native_country:42 income:2")]
    [InlineData("german_credit.csv", 1_000, 21, 0, "duration_in_month credit_amount age_in_years purpose:10 creditability:2")]
    [InlineData("breast_cancer.csv", 569, 31, 0, "mean_radius worst_perimeter diagnosis:2")]
    [InlineData("digits.csv", 1_797, 65, 0, "pixel_0_0:1 digit:10")]
    [InlineData("diabetes.csv", 442, 11, 0, "age sex:2 bmi progression")]
    [InlineData("wine.csv", 178, 14, 0, "alcohol proline cultivar:3")]
    [InlineData("iris.csv", 150, 5, 0, "sepal_length_cm sepal_width_cm petal_length_cm petal_width_cm species:3")]
    [InlineData("titanic.csv", 891, 12, 866, "PassengerId Survived:2 Pclass:3 Name:891 Sex:2 Age SibSp:7 Parch:7 Ticket:681 Fare "
        + "Cabin:148 Embarked:4")]
    [InlineData("diamonds.csv", 53_940, 10, 0, "carat cut:5 color:7 clarity:8 depth table price x y z")]
    [InlineData("eu_stock_indices.csv", 1_860, 5, 0, "time DAX SMI CAC FTSE")]
    [InlineData("apnea_heart_breath_oxygen.csv", 34_000, 4, 0, "t heart_rate chest_volume blood_oxygen")]
    [InlineData("prostate_expression.csv", 102, 5_967, 0, "class:2")]
    [InlineData("madelon.csv", 2_600, 501, 0, "f1 f500 class:2")]
    public void Read_SampleTable_HasItsShapeKindsAndMissingCells(string file, int rows, int columns, int missing, string kinds)
    {
        Table table = Table.Read(Repository.Dataset(file));
        Assert.Equal(rows, table.RowCount);
        Assert.Equal(columns, table.Columns.Count);
        Assert.Equal(missing, table.Columns.Sum(c => c.MissingCount));
        foreach (string expected in kinds.Split(' '))
        {
            Column column = table.Column(expected.Split(':', '/')[0]);
            string found = column.Kind switch
            {
                VariableKind.Discrete => $"{column.Name}:{column.Levels.Count}",
                VariableKind.Mixed => $"{column.Name}/mixed",
                _ => column.Name,
            };
            Assert.Equal(expected, found);
        }
    }
}
